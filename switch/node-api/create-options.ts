import type { BridgingPolicy, JsonValue, SecretIdentity, Seed } from '../index.ts';
import type { Csid } from '../io/node-identity.ts';

/** How a program's switch is to be. Everything may be left out. */
export interface CreateOptions {
  /** A folder, made if there is none, for what is kept between lives: the identity (0600), links. Without it nothing is. */
  readonly folder?: string;
  /** Who it is, instead of the folder's or a new one. */
  readonly identity?: SecretIdentity;
  /** With `identity` and no folder: the newest stamp of its opens, and how to keep a newer one before it is used. */
  readonly lastOpenAtMs?: number;
  readonly persistOpenAtMs?: (atMs: number) => Promise<void>;
  /** Cipher sets of a new identity; default 2a and 3a. */
  readonly csids?: readonly Csid[];
  /** UDP address to bind; default every interface. Port 0, the default: any free one. */
  readonly listen?: { readonly ip?: string; readonly port?: number };
  /** Whether to listen for TCP at the same port, for networks that let no UDP through; default yes. */
  readonly tcp?: boolean;
  /** Whom to link to: a parsed seeds.json, or what is in one. */
  readonly seeds?: JsonValue | readonly Seed[];
  /** Whether others may be told of this switch, and find people by it; default no. */
  readonly seeding?: boolean;
  /** For whom lines are forwarded that find no straight way; default 'nobody'. */
  readonly bridging?: BridgingPolicy;
  /** Asking and answering on local networks; default yes, unless bound to loopback. */
  readonly lanDiscovery?: boolean;
  /** Asking the router for a port; default as above. */
  readonly portMapping?: boolean;
  /** Closes the switch. */
  readonly signal?: AbortSignal;
  /** Told what may be of interest to whoever looks after it: no names, no addresses of others, no secrets. */
  readonly log?: (line: string) => void;
}
