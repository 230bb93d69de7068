import type { Path, SecretIdentity, StartResult, SwitchFactory, SwitchStartOptions } from '../index.ts';
import type { SimNode } from './node.ts';
import type { SimWorld } from './world.ts';

/** One machine of a simulated world: starts switches at its address, as `switch/io` does at that of a real one. */
export class SimSwitchFactory implements SwitchFactory {
  readonly #world: SimWorld;
  #path: Path;
  #node: SimNode | undefined;

  /** With a fresh address unless one is given. */
  constructor(world: SimWorld, path: Path = world.freshPath()) {
    this.#world = world;
    this.#path = path;
  }

  /** The switch that was started last. */
  get node(): SimNode | undefined {
    return this.#node;
  }

  async generateIdentity(): Promise<SecretIdentity> {
    return this.#world.freshIdentity();
  }

  async start(options: SwitchStartOptions): Promise<StartResult> {
    const { identity, lastOpenAtMs, persistOpenAtMs, listen, lanDiscovery } = options;
    const path = { ...this.#path, ip: this.#node?.path.ip ?? this.#path.ip, port: listen?.port || this.#path.port };
    if (this.#world.network.isBound(path))
      return { ok: false, error: 'port-taken', detail: `${path.ip} port ${path.port} is taken` };
    this.#path = path;
    this.#node = this.#world.startNode({
      identity,
      path,
      lastOpenAtMs,
      persistOpenAtMs,
      ...(lanDiscovery !== undefined && { lanDiscovery }),
    });
    return { ok: true, endpoint: this.#node.endpoint };
  }
}
