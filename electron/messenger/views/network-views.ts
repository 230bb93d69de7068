import type { TrustState, WayTold } from './trust-views.ts';

export interface NetworkView {
  readonly state: 'starting' | 'listening' | 'offline' | 'failed';
  /** "0.0.0.0:42424" or what is wrong. */
  readonly detail: string;
  readonly problem: 'port-taken' | 'address-unavailable' | 'network-denied' | undefined;
}

/** What was seen of the network outside: kinds, no addresses. `seen`: whether a router gives us one port for everybody. */
export interface OutsideView {
  readonly mapping: 'off' | 'asking' | 'none' | 'mapped' | 'behind-another';
  readonly by: 'PCP' | 'NAT-PMP' | 'UPnP' | undefined;
  readonly seen: 'unknown' | 'same' | 'varies';
  readonly isReachable: boolean;
  /** To and from machines beyond one's own networks. */
  readonly hasSent: boolean;
  readonly hasHeard: boolean;
}

/** A switch through which others are found. `contact`: the name of whom it belongs to, if that is somebody known. */
export interface SeedView {
  readonly hashname: string;
  /** Named by the person here. */
  readonly isOwn: boolean;
  readonly isLinked: boolean;
  readonly contact: string | undefined;
}

/** How this computer is connected just now. */
export interface ConnectionView {
  readonly state: NetworkView['state'];
  readonly problem: NetworkView['problem'];
  readonly port: number | undefined;
  readonly ways: { readonly ipv4: boolean; readonly ipv6: boolean; readonly tcp: boolean };
  /** Networks this machine is in, loopback left out. */
  readonly networkCount: number;
  readonly outside: OutsideView;
  readonly seeds: readonly SeedView[];
  /** For others, unread, since the start. */
  readonly carried: { readonly bytes: number; readonly packets: number; readonly introductions: number };
}

/** What a contact's computer says of itself and of the way to us. */
export interface SideView {
  readonly mapping: OutsideView['mapping'];
  readonly seen: OutsideView['seen'];
  readonly isReachable: boolean;
  readonly seedCount: number;
  readonly way: WayTold;
}

/** A check that was made: of this computer and, if one was named, of the way to a contact from both ends. */
export interface ConnectionReportView extends ConnectionView {
  readonly atMs: number;
  readonly contact:
    | {
        readonly way: TrustState;
        readonly through: 'bridge' | 'relay' | undefined;
        /** Undefined: there was no line, or no answer (they may have an older version). */
        readonly theirs: SideView | undefined;
      }
    | undefined;
}
