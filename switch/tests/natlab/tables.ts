/** The sorts of home routers, by the names that the laboratory has for them. */
export const ROUTERS = [
  'open',
  'full-cone',
  'restricted',
  'port-restricted',
  'symmetric',
  'udp-blocked',
  'cgnat',
] as const;
export type Router = (typeof ROUTERS)[number];

/** How a line goes: with nobody between, over a seed that forwards it, or not at all. */
export type Way = 'straight' | 'bridge' | 'none';
type Table = Readonly<Record<Router, Readonly<Record<Router, Way>>>>;

/**
 * What must come of it when two homes know a seed that bridges, and each other's hashname. Written down before any run, from what
 * the routers do:
 *
 * - A hole needs both outside addresses known beforehand. Seeds see and tell them; they stay the same for every destination,
 *   but for a symmetric router, whose packets to anybody new come from a new port.
 * - So a symmetric home is met straight only where the filter on the other side doesn't look at ports: open and full-cone
 *   ones have none, a restricted one looks at the host alone. Port-restricted (and cgnat, which is that twice), and another
 *   symmetric one, drop it.
 * - cgnat changes the port, but to the same one for everybody: as port-restricted.
 * - Whoever can send no UDP at all goes by TCP: to seeds, and to open homes, which take connections. Two such, and one with any
 *   router that lets no connection in, need the bridge.
 *
 * But for TCP it is the laboratory's own table of its minimal hole punch, with "bridge" for its "no".
 */
export const WITH_SEEDS = table(`
                   open      full-cone  restricted  port-restricted  symmetric  udp-blocked  cgnat
  open             straight  straight   straight    straight         straight   straight     straight
  full-cone        straight  straight   straight    straight         straight   bridge       straight
  restricted       straight  straight   straight    straight         straight   bridge       straight
  port-restricted  straight  straight   straight    straight         bridge     bridge       straight
  symmetric        straight  straight   straight    bridge           bridge     bridge       bridge
  udp-blocked      straight  bridge     bridge      bridge           bridge     bridge       bridge
  cgnat            straight  straight   straight    straight         bridge     bridge       straight
`);

/**
 * No seed, nobody to ask: both know where the other was seen when they last met (its public address, and the port it is bound
 * to), and both try. Home routers that keep the inside port still give that address; a symmetric one and a carrier choose another.
 *
 * - open: it is where it was, and takes what comes, connections too: a udp-blocked home reaches it by TCP, and it alone.
 * - full-cone: it is where it was, and its own attempts keep its mapping open for everybody.
 * - restricted: it is where it was, and has sent to the other's host, whatever the port; so the other's packets pass.
 * - port-restricted: only what comes from the very port it sends to: from another port-restricted one, which kept its port too.
 *   A symmetric one and a cgnat come from ports that nobody could know.
 * - symmetric, cgnat: not where they were, so whoever meets them has to take packets from an unknown port: the first three.
 */
export const BOTH_REMEMBER = table(`
                   open      full-cone  restricted  port-restricted  symmetric  udp-blocked  cgnat
  open             straight  straight   straight    straight         straight   straight     straight
  full-cone        straight  straight   straight    straight         straight   none         straight
  restricted       straight  straight   straight    straight         straight   none         straight
  port-restricted  straight  straight   straight    straight         none       none         none
  symmetric        straight  straight   straight    none             none       none         none
  udp-blocked      straight  none       none        none             none       none         none
  cgnat            straight  straight   straight    none             none       none         none
`);

/**
 * No seed, and only the one of the row knows where the one of the column was. The other sends nothing to it, only to a seed that
 * is long gone, which keeps its router's mapping alive.
 *
 * - open takes what comes, and connections; full-cone has a mapping, at the port that it keeps, and no filter.
 * - restricted, port-restricted and cgnat let in the host of that seed alone, and so does symmetric.
 * - The row's own router matters only if it lets no UDP out, which leaves TCP: answers go back to wherever the first packet
 *   came from.
 */
export const ONE_REMEMBERS = table(`
                   open      full-cone  restricted  port-restricted  symmetric  udp-blocked  cgnat
  open             straight  straight   none        none             none       none         none
  full-cone        straight  straight   none        none             none       none         none
  restricted       straight  straight   none        none             none       none         none
  port-restricted  straight  straight   none        none             none       none         none
  symmetric        straight  straight   none        none             none       none         none
  udp-blocked      straight  none       none        none             none       none         none
  cgnat            straight  straight   none        none             none       none         none
`);

/** Every ordered pair: the first one begins. */
export const PAIRS = ROUTERS.flatMap((from) => ROUTERS.map((to) => [from, to] as const));

function table(text: string): Table {
  const [head = '', ...lines] = text.trim().split('\n');
  const columns = words(head).map(router);
  const rows = lines.map((line) => {
    const [name = '', ...ways] = words(line);
    return [router(name), Object.fromEntries(columns.map((column, at) => [column, way(ways[at] ?? '')]))] as const;
  });
  return Object.fromEntries(rows) as Table; // `router` and `way` have read every cell
}

function words(line: string): readonly string[] {
  return line.trim().split(/\s+/);
}

function router(name: string): Router {
  const known = ROUTERS.find((each) => each === name);
  if (known === undefined) throw new Error(`no router: ${name}`);
  return known;
}

function way(name: string): Way {
  if (name === 'straight' || name === 'bridge' || name === 'none') return name;
  throw new Error(`no way: ${name}`);
}
