// The schemas of recursion.k, written by `kclpy export`.

export interface Tree {
  value: number;
  left?: Tree | null;
  right?: Tree | null;
}

export interface Author {
  name: string;
  books: Array<Book | null>;
}

export interface Book {
  title: string;
  /** @default {} */
  authors?: Record<string, Author | null>;
}
