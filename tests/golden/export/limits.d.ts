// The schemas of limits.k, written by `kclpy export`.

/**
 * KCL also checks:
 * * percent >= 0.5 and percent < 100 if percent
 * * low < high: ${low} is not below ${high}
 * * guarded > 5 if guarded
 * * all _, value in nested { value > 0 }
 * * env != "prod" or port != 80
 */
export interface Limits {
  /** Limits: more than 0, at most 65535. */
  port: number;
  percent?: number | null;
  /** Limits: a multiple of 2. */
  even: number;
  /** Limits: length at least 1, length at most 63, matches /^[a-z]([-a-z0-9]*[a-z0-9])?$/. */
  name: string;
  /** Limits: matches /^\d{3}$/. */
  code: string;
  env: "dev" | "prod";
  number: 1 | 2 | 3;
  /** Limits: length at least 1. */
  words: Array<string | null>;
  /**
   * Limits: length at most 3.
   * @default {"a": "b"}
   */
  labels?: Record<string, string | null>;
  /** @default 1 */
  low?: number;
  /** @default 9 */
  high?: number;
  maybe?: string | null;
  guarded?: number | null;
  nested: Record<string, number | null>;
}
