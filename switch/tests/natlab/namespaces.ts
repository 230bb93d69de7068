import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { type NodeProcess, startNodeVia } from '../wire/node-process.ts';

const run = promisify(execFile);

/** Linux network namespaces of one test, for what the laboratory has no word for. They are not of its prefix, which it clears. */
export class Namespaces {
  readonly #prefix: string;
  readonly #names = new Set<string>();

  /** Two runs on one machine are told apart by the process. */
  constructor(name: string) {
    this.#prefix = `hashline-${name}-${process.pid}-`;
  }

  async add(...names: readonly string[]): Promise<void> {
    for (const name of names) {
      await this.ip(`netns add ${this.#full(name)}`);
      this.#names.add(name);
      await this.ipIn(name, 'link set lo up');
      // Checking whether somebody has an address takes a second, in which it can't be used.
      await this.run(name, 'sysctl', '-qw', 'net.ipv6.conf.default.accept_dad=0');
    }
  }

  /** A cable between two of them, with a name at each end; both are up. */
  async connect([a, deviceA]: readonly [string, string], [b, deviceB]: readonly [string, string]): Promise<void> {
    const ends = `${deviceA} netns ${this.#full(a)} type veth peer name ${deviceB} netns ${this.#full(b)}`;
    await this.ip(`link add ${ends}`);
    await this.ipIn(a, `link set ${deviceA} up`);
    await this.ipIn(b, `link set ${deviceB} up`);
  }

  /** `ip` inside a namespace. */
  ipIn(name: string, line: string): Promise<string> {
    return this.ip(`-n ${this.#full(name)} ${line}`);
  }

  /** A program inside a namespace, to its end. */
  async run(name: string, ...command: readonly string[]): Promise<string> {
    const { stdout } = await run('ip', [...this.prefixOf(name), ...command]);
    return stdout;
  }

  /** What stands before a command so that it runs inside. */
  prefixOf(name: string): readonly string[] {
    return ['netns', 'exec', this.#full(name)];
  }

  /** A headless node of ours inside, which may use every network there. */
  start(name: string, ...args: readonly string[]): Promise<NodeProcess> {
    return startNodeVia(['ip', ...this.prefixOf(name)], 'ours', '--any-network', ...args);
  }

  async remove(): Promise<void> {
    for (const name of this.#names) await this.ip(`netns del ${this.#full(name)}`);
  }

  async ip(line: string): Promise<string> {
    const { stdout } = await run('ip', line.split(' '));
    return stdout;
  }

  #full(name: string): string {
    return this.#prefix + name;
  }
}
