import type { Path, SecretIdentity, StartResult, SwitchFactory, SwitchStartOptions } from '../index.ts';
import type { NatBox } from './nat-box.ts';
import type { SimNode } from './node.ts';
import type { SimWorld } from './world.ts';

/** One machine of a simulated world: starts switches at its address, as `switch/io` does at that of a real one. */
export class SimSwitchFactory implements SwitchFactory {
  readonly #world: SimWorld;
  readonly #home: NatBox | undefined;
  #path: Path;
  #node: SimNode | undefined;

  /** With a fresh address unless one is given, in that home or on the open network. */
  constructor(world: SimWorld, { home, path }: { readonly home?: NatBox; readonly path?: Path } = {}) {
    this.#world = world;
    this.#home = home;
    this.#path = path ?? home?.freshPath() ?? world.freshPath();
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
    const network = this.#home ?? this.#world.network;
    if (network.isBound(path))
      return { ok: false, error: 'port-taken', detail: `${path.ip} port ${path.port} is taken` };
    this.#path = path;
    this.#node = this.#world.startNode({
      identity,
      path,
      network,
      lastOpenAtMs,
      persistOpenAtMs,
      ...(lanDiscovery !== undefined && { lanDiscovery }),
    });
    return { ok: true, endpoint: this.#node.endpoint };
  }
}
