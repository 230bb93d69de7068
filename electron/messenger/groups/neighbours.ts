import { GROUP_NEIGHBOURS_NEAR, GROUP_NEIGHBOURS_RANDOM } from '../limits.ts';

/**
 * The members a member keeps lines to (app-protocol.md "_sync"): all of a small group; of a large one those whose hashnames are
 * nearest to ours by XOR, so that the group hangs together, and some at random, so that it is no long way across.
 */
export function chooseNeighbours(
  self: string,
  members: readonly string[],
  random: (below: number) => number,
): readonly string[] {
  const others = members.filter((member) => member !== self);
  if (others.length <= GROUP_NEIGHBOURS_NEAR + GROUP_NEIGHBOURS_RANDOM) return others;
  const own = BigInt(`0x${self}`);
  const distance = (member: string) => BigInt(`0x${member}`) ^ own;
  const sorted = [...others].sort((a, b) => (distance(a) < distance(b) ? -1 : 1));
  const near = sorted.slice(0, GROUP_NEIGHBOURS_NEAR);
  const rest = sorted.slice(GROUP_NEIGHBOURS_NEAR);
  const chosen = Array.from({ length: GROUP_NEIGHBOURS_RANDOM }, () => rest.splice(random(rest.length), 1)).flat();
  return [...near, ...chosen];
}
