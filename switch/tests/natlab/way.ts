import type { NodeProcess } from '../wire/node-process.ts';
import type { Way } from './tables.ts';

/** What a node says of the way that its line to another takes. */
export interface SaidWay {
  readonly way: Way | 'relay';
  readonly ip: string | undefined;
  /** The switch in the middle. */
  readonly via: string | undefined;
  /** The other side told this very address as its own. */
  readonly isClaimed: boolean;
  /** Somebody else uses it as well. */
  readonly isShared: boolean;
}

const NO_WAY: SaidWay = { way: 'none', ip: undefined, via: undefined, isClaimed: false, isShared: false };

/** Of the line to `other`; a line that isn't open has no way. */
export async function wayOf(node: NodeProcess, other: NodeProcess): Promise<SaidWay> {
  return (await waysOf(node)).get(other.hashname) ?? NO_WAY;
}

/** Of all its open lines, by hashname. */
export async function waysOf(node: NodeProcess): Promise<ReadonlyMap<string, SaidWay>> {
  const { lines } = await node.ask({ do: 'lines' });
  const open = (Array.isArray(lines) ? lines : []).map(Object).filter((line) => line.open === true);
  return new Map(open.map((line) => [String(line.hashname), read(Object(line.path))]));
}

function read(path: { readonly [name: string]: unknown }): SaidWay {
  const { kind, via } = Object(path.through);
  return {
    way: kind ?? 'straight',
    ip: typeof path.ip === 'string' ? path.ip : undefined,
    via,
    isClaimed: path.claimed === true,
    isShared: path.shared === true,
  };
}
