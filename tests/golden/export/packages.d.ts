// The schemas of packages.k, written by `kclpy export`.

export interface Container {
  inner: BaseContainer;
  deep?: DeepContainer | null;
  derived?: Derived | null;
}

export interface Derived extends BaseContainer {
  port: number;
}

/** The one of the base. */
export interface BaseContainer {
  image: string;
}

export interface DeepContainer {
  /** @default 1 */
  level?: number;
}
