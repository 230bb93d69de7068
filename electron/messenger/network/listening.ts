import type { Endpoint, Path, SecretIdentity, StartResult, SwitchFactory } from '../../../switch/index.ts';
import type { StateStore } from '../../storage/store.ts';
import { describeError } from '../describe-error.ts';
import { LISTEN_RETRY_MS, NETWORK_LOOK_MS } from '../limits.ts';
import type { Clock } from '../messenger.ts';
import type { NetworkView } from '../views/network-views.ts';

const PORT_NAME = 'port';
const OPEN_AT_NAME = 'last-open-at';
/** What a switch binds when nothing is asked for. */
const EVERY_INTERFACE = '0.0.0.0';

export interface ListeningParts {
  readonly switches: SwitchFactory;
  readonly state: StateStore;
  readonly clock: Clock;
  readonly listen: { readonly ip?: string; readonly port?: number };
  /** Whether the router may be asked for a port. */
  readonly hasPortMapping: boolean;
  readonly log: (line: string) => void;
  readonly onView: (view: NetworkView) => void;
  /** The port used last was taken. */
  readonly onPortChanged: (wanted: number, got: number) => void;
  readonly onEndpoint: (endpoint: Endpoint) => Promise<void>;
  /** This machine's addresses changed. */
  readonly onAddressesChanged: () => void;
}

/**
 * Gets the switch to listen and says how that goes. A port that was asked for is kept to, and tried again later if it is
 * taken; otherwise the port used last is asked for, since contacts know it, and another one taken if it is gone.
 */
export class Listening {
  private current: NetworkView = { state: 'starting', detail: '', problem: undefined };
  private endpoint: Endpoint | undefined;
  private isStopped = false;
  private addresses = '';
  private cancelTimer: (() => void) | undefined;
  private openAtMs = 0;
  private lastWrite: Promise<void> = Promise.resolve();
  private nextWrite: Promise<void> | undefined;

  constructor(private readonly parts: ListeningParts) {}

  view(): NetworkView {
    return this.current;
  }

  async start(identity: SecretIdentity): Promise<void> {
    if (this.isStopped) return;
    const result = await this.bind(identity);
    if (this.isStopped) {
      if (result.ok) await result.endpoint.close();
      return;
    }
    if (!result.ok) {
      this.parts.log(`network: ${result.error}`);
      this.show({ state: 'failed', detail: result.detail, problem: result.error });
      this.after(LISTEN_RETRY_MS, () => this.start(identity));
      return;
    }
    this.endpoint = result.endpoint;
    this.addresses = addressesOf(result.endpoint.localPaths());
    await this.parts.onEndpoint(result.endpoint);
    await this.look(result.endpoint);
  }

  /** Looks at this machine's addresses now. */
  lookNow(): void {
    const { endpoint } = this;
    if (endpoint === undefined) return; // it is about to be bound, or tried again soon
    this.cancelTimer?.();
    this.after(0, () => this.look(endpoint));
  }

  async stop(): Promise<void> {
    this.isStopped = true;
    this.cancelTimer?.();
    await this.endpoint?.close();
  }

  private async bind(identity: SecretIdentity): Promise<StartResult> {
    const { listen, state, onPortChanged } = this.parts;
    const asked = listen.port ?? 0;
    const used = asked === 0 ? Number((await state.getText(PORT_NAME)) ?? 0) : 0;
    const first = await this.startSwitch(identity, asked === 0 ? used : asked);
    if (first.ok || first.error !== 'port-taken' || used === 0) return first;
    const second = await this.startSwitch(identity, 0);
    const got = second.ok ? second.endpoint.localPaths()[0]?.port : undefined;
    if (got !== undefined) onPortChanged(used, got);
    return second;
  }

  private async startSwitch(identity: SecretIdentity, port: number): Promise<StartResult> {
    const { listen, state, switches } = this.parts;
    const lastOpenAtMs = Number((await state.getText(OPEN_AT_NAME)) ?? 0);
    return switches.start({
      identity,
      lastOpenAtMs,
      persistOpenAtMs: (atMs) => this.persistOpenAt(atMs),
      listen: { port, ...(listen.ip === undefined ? {} : { ip: listen.ip }) },
      // Loopback alone has no router: the switch's own rule holds.
      ...(this.parts.hasPortMapping ? {} : { portMapping: false }),
      log: this.parts.log,
    });
  }

  /**
   * Resolved when this number or a higher one is on disk. One write is under way and one waits, with the highest: with 500 contacts
   * as many are asked for at once, and each would be a flush of the disk.
   */
  private persistOpenAt(atMs: number): Promise<void> {
    this.openAtMs = Math.max(this.openAtMs, atMs);
    if (this.nextWrite !== undefined) return this.nextWrite;
    const next = this.lastWrite
      .catch(() => undefined) // told to who asked for it
      .then(() => {
        this.nextWrite = undefined;
        return this.parts.state.setText(OPEN_AT_NAME, String(this.openAtMs));
      });
    this.nextWrite = next;
    this.lastWrite = next;
    return next;
  }

  /** Addresses come and go with cables and radios; nobody tells us. */
  private async look(endpoint: Endpoint): Promise<void> {
    const paths = endpoint.localPaths();
    const port = paths[0]?.port;
    const ip = this.parts.listen.ip ?? EVERY_INTERFACE;
    if (port === undefined) this.show({ state: 'offline', detail: ip, problem: undefined });
    else this.show({ state: 'listening', detail: `${ip}:${port}`, problem: undefined });
    const addresses = addressesOf(paths);
    if (addresses !== this.addresses) {
      this.addresses = addresses;
      this.parts.onAddressesChanged();
    }
    this.after(NETWORK_LOOK_MS, () => this.look(endpoint));
    const isKept = port === undefined || (this.parts.listen.port ?? 0) !== 0;
    if (!isKept && (await this.parts.state.getText(PORT_NAME)) !== String(port)) {
      await this.parts.state.setText(PORT_NAME, String(port));
    }
  }

  private show(view: NetworkView): void {
    const { state, detail, problem } = this.current;
    if (view.state === state && view.detail === detail && view.problem === problem) return;
    this.current = view;
    this.parts.onView(view);
  }

  private after(ms: number, work: () => Promise<void>): void {
    if (this.isStopped) return;
    this.cancelTimer = this.parts.clock.after(ms, () => {
      work().catch((error: unknown) => this.parts.log(`network: ${describeError(error)}`));
    });
  }
}

function addressesOf(paths: readonly Path[]): string {
  return paths
    .map((path) => `${path.ip} ${path.port}`)
    .sort()
    .join('\n');
}
