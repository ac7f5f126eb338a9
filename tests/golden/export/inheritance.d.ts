// The schemas of inheritance.k, written by `kclpy export`.

/** The base. */
export interface Base {
  /** Limits: length at least 1. */
  name: string;
  kind: string | number;
  /** @default "web" */
  tier?: string;
  note?: string | null;
}

export interface Derived extends Omit<Base, "name"> {
  /**
   * Limits: length at least 1.
   * @default "derived"
   */
  name?: string;
  kind: string;
  port: number;
  /** @default {} */
  labels?: Record<string, string | null>;
}

export interface Same extends Derived {
  /** Limits: more than 0. */
  port: number;
}

export interface Needed extends Base {
  tier?: string;
  note: string;
}
