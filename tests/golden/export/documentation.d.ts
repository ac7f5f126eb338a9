// The schemas of documentation.k, written by `kclpy export`.

/** What other programs may call. It has a second paragraph with a \ and a *\/ in it. */
export interface Service {
  /** The name, as it is in the DNS. */
  name: string;
  /**
   * Where it listens.
   * @default 80
   */
  port?: number;
  /** Whatever is to be said. */
  "x-note"?: string | null;
  /** @deprecated Deprecated since 2.0: use port */
  old_port?: number | null;
  /** @deprecated Deprecated */
  gone?: never;
}

/** @deprecated Deprecated since 1.1 */
export interface Former {
  name: string;
}
