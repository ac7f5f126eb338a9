// The schemas of types.k, written by `kclpy export`.

/** A number of a unit, such as `1Ki`. */
export type NumberMultiplier = `${bigint}${"n" | "u" | "m" | "k" | "K" | "M" | "G" | "T" | "P" | "Ki" | "Mi" | "Gi" | "Ti" | "Pi"}`;

export interface Leaf {
  value: number;
}

export interface Types {
  flag: boolean;
  count: number;
  share: number;
  text: string;
  anything: unknown;
  level: "low" | "high";
  port: number | string;
  /** @default 1 */
  one?: 1;
  /** @default 0.5 */
  half?: 0.5;
  /** @default true */
  yes?: true;
  words: Array<string | null>;
  table: Record<string, number | null>;
  keyed: Partial<Record<"a" | "b", Array<Leaf | null> | null>>;
  nested: Record<string, Array<Record<string, number | null> | null> | null>;
  mixed: number | "auto" | Array<Leaf | null> | Record<string, string | null>;
  leaf: Leaf;
  memory: NumberMultiplier;
  /** Computed by default: 1Ki */
  exact?: "1Ki" | null;
  callback?: null;
  open_list?: Array<unknown> | null;
  open_dict?: Record<string, unknown> | null;
}
