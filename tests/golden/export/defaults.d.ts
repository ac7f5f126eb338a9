// The schemas of defaults.k, written by `kclpy export`.

export interface Inner {
  /** @default 1 */
  size?: number;
}

export interface Defaults {
  /** @default "a \"quoted\" text" */
  text?: string;
  /** @default -1 */
  negative?: number;
  /** @default 0.5 */
  share?: number;
  /** @default ["a", "b"] */
  words?: Array<string | null>;
  /** @default {"a": 1, "b-c": [true, null]} */
  table?: Record<string, unknown>;
  /** @default "Defaults" */
  kind?: "Defaults";
  /** Computed by default: {size = 2} */
  inner?: Inner;
  /** Computed by default: Inner {} */
  other?: Inner;
  /** Computed by default: negative * 2 */
  doubled?: number;
  /** Computed by default: "hello ${text}" */
  greeting?: string;
  /** @default null */
  reset?: string | null;
  /** @default 3 */
  optional?: number | null;
  chosen?: string;
}
