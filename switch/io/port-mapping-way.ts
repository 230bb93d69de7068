/** A port of ours that is to be reached from outside. */
export interface MappingWish {
  readonly protocol: 'udp' | 'tcp';
  readonly port: number;
  /** The port outside that we had, or would like. */
  readonly outsidePort: number;
}

/** What a router has given. */
export interface Mapped {
  readonly ip: string;
  readonly port: number;
  readonly lifetimeSeconds: number;
}

/** One of the languages in which a router is asked for a port, spoken to one router. */
export interface MappingWay {
  readonly name: 'PCP' | 'NAT-PMP' | 'UPnP';
  /** Asks for a port, or for more time. Undefined if the router doesn't answer, or refuses. */
  map(wish: MappingWish, signal: AbortSignal): Promise<Mapped | undefined>;
  /** Gives it back. Ends soon, whether or not the router answers. */
  unmap(wish: MappingWish): Promise<void>;
}
