// The schemas of names.k, written by `kclpy export`.

export interface Model {
  if: string;
  /** @default 1 */
  class?: number;
  /** @default false */
  copy?: boolean;
  model_config?: string | null;
  /** @default "s" */
  str?: string;
  /** @default 1 */
  int?: number;
  /** @default "h" */
  _hidden?: string;
  "x-note"?: string | null;
  "1st"?: string | null;
  /** @default "ab" */
  "a b"?: string;
  /** @default "other" */
  a_b?: string;
  Leaf?: Leaf | null;
}

export interface Leaf {
  id: number;
}

export interface Array_ {
  items: Array<Leaf | null>;
}

export interface None_ {
  value?: number | null;
}
