// The schemas of open.k, written by `kclpy export`.

export interface Value {
  v: number;
}

export interface Closed {
  a?: number | null;
}

export interface Open {
  a: string;
  [key: string]: unknown;
}

export interface Typed {
  /** @default 1 */
  a?: number;
  [key: string]: number | null | undefined;
}

/**
 * KCL also checks:
 * * len(name) > 1
 */
export interface Named {
  fixed?: string | null;
  [key: string]: Value | null | string | undefined;
}

export interface Child {
  /** @default 1 */
  a?: number;
  b?: number | null;
}
