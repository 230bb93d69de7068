import type { ConnectionReportView, ConnectionView } from '../../../electron/bridge/contract.ts';
import type { MessageKey, MessageValues } from '../../i18n.tsx';

/** One thing that was looked at. `look`: something may be done about it. */
export interface Finding {
  readonly what: MessageKey;
  readonly state: MessageKey;
  readonly values?: MessageValues;
  readonly tone: 'plain' | 'look';
}

export interface Verdict {
  readonly verdict: MessageKey;
  /** The one thing that would help most; none where all is well, or only waiting helps. */
  readonly fix?: MessageKey;
}

type Outside = ConnectionView['outside'];

const MAPPING_KEYS = {
  off: 'check.mapping.off',
  asking: 'check.mapping.asking',
  none: 'check.mapping.none',
  mapped: 'check.mapping.mapped',
  'behind-another': 'check.mapping.behindAnother',
} as const satisfies Record<Outside['mapping'], MessageKey>;

/** What was found, from the cable outwards. Only what was observed: what is not known is called so. */
export function findings(report: ConnectionView): readonly Finding[] {
  const { networkCount, outside, seeds } = report;
  const linkedCount = seeds.filter(({ isLinked }) => isLinked).length;
  return [
    networkCount === 0
      ? { what: 'check.network', state: 'check.network.none', tone: 'look' }
      : { what: 'check.network', state: 'check.network.there', values: { count: networkCount }, tone: 'plain' },
    { what: 'check.udp', ...udp(outside) },
    { what: 'check.mapping', state: MAPPING_KEYS[outside.mapping], values: { by: outside.by ?? '' }, tone: 'plain' },
    { what: 'check.seeds', ...seedState(seeds.length, linkedCount) },
    { what: 'check.holes', ...holes(outside) },
  ];
}

function udp({ hasHeard, hasSent }: Outside): Omit<Finding, 'what'> {
  if (hasHeard) return { state: 'check.udp.works', tone: 'plain' };
  return hasSent ? { state: 'check.udp.silent', tone: 'look' } : { state: 'check.udp.unknown', tone: 'plain' };
}

function seedState(knownCount: number, linkedCount: number): Omit<Finding, 'what'> {
  if (linkedCount > 0) return { state: 'check.seeds.linked', values: { count: linkedCount }, tone: 'plain' };
  if (knownCount === 0) return { state: 'check.seeds.none', tone: 'look' };
  return { state: 'check.seeds.silent', values: { count: knownCount }, tone: 'look' };
}

function holes({ isReachable, hasHeard, seen }: Outside): Omit<Finding, 'what'> {
  if (isReachable) return { state: hasHeard ? 'check.holes.open' : 'check.holes.public', tone: 'plain' };
  if (seen === 'same') return { state: 'check.holes.same', tone: 'plain' };
  return seen === 'varies'
    ? { state: 'check.holes.varies', tone: 'look' }
    : { state: 'check.holes.unknown', tone: 'plain' };
}

/** One sentence over all of it, and one thing to do. */
export function verdictOf(report: ConnectionReportView): Verdict {
  const { state, networkCount, contact } = report;
  if (state === 'failed') return { verdict: 'verdict.blocked', fix: 'fix.firewall' };
  if (state === 'offline' || networkCount === 0) return { verdict: 'verdict.offline', fix: 'fix.connect' };
  return contact === undefined ? ofHere(report) : ofContact(report, contact);
}

function ofHere({ outside, seeds }: ConnectionView): Verdict {
  const isLinked = seeds.some((seed) => seed.isLinked);
  // A public address alone is no proof: a firewall may stand before it.
  if (outside.isReachable) return { verdict: outside.hasHeard ? 'verdict.open' : 'verdict.maybeOpen' };
  if (isLinked && outside.seen === 'varies') return { verdict: 'verdict.hard', fix: 'fix.mapping' };
  if (isLinked) return { verdict: 'verdict.good' };
  if (seeds.length === 0) return { verdict: 'verdict.nearOnly', fix: 'fix.addSeed' };
  return outside.hasHeard
    ? { verdict: 'verdict.seedsSilent', fix: 'fix.waitSeeds' }
    : { verdict: 'verdict.udpSilent', fix: 'fix.firewall' };
}

function ofContact(report: ConnectionView, contact: NonNullable<ConnectionReportView['contact']>): Verdict {
  const { way, through, theirs } = contact;
  if (way === 'direct-same-network') return { verdict: 'verdict.contactNear' };
  if (way === 'direct') return { verdict: 'verdict.contactDirect' };
  if (way === 'through-friend' || way === 'through-helper' || (way === 'connected' && through !== undefined))
    return { verdict: 'verdict.contactHelped', fix: fixOfBoth(report, theirs) };
  if (way === 'connected') return { verdict: 'verdict.contactConnected' };
  if (way === 'no-way-yet') return { verdict: 'verdict.contactNoWay', fix: 'fix.meetOnce' };
  const here = ofHere(report);
  return here.fix === undefined
    ? { verdict: 'verdict.contactAway' }
    : { verdict: 'verdict.contactAwayHere', fix: here.fix };
}

/** Neither router lets the other in: one mapped port at either end is enough. */
function fixOfBoth(
  { outside }: ConnectionView,
  theirs: { readonly mapping: Outside['mapping'] } | undefined,
): MessageKey {
  if (outside.mapping === 'off') return 'fix.mappingOn';
  return theirs?.mapping === 'off' ? 'fix.mappingOnThere' : 'fix.mapping';
}

/** Lines for whoever helps: kinds and counts; no name, no key, no address. */
export function supportText(report: ConnectionReportView, version: string, system: string): string {
  const { state, problem, ways, networkCount, outside, seeds, carried, contact, atMs } = report;
  const lines = {
    Hashline: `${version}, ${system}`,
    checked: new Date(atMs).toISOString(),
    network: problem === undefined ? state : `${state} (${problem})`,
    networks: networkCount,
    ways: Object.entries(ways)
      .flatMap(([way, isThere]) => (isThere ? [way] : []))
      .join(' '),
    'port mapping': outside.by === undefined ? outside.mapping : `${outside.mapping} (${outside.by})`,
    'seen from outside': outside.seen,
    reachable: outside.isReachable,
    'sent, heard': `${outside.hasSent}, ${outside.hasHeard}`,
    seeds: `${seeds.filter(({ isLinked }) => isLinked).length} of ${seeds.length} linked`,
    carried: `${carried.packets} packets, ${carried.introductions} introductions`,
    ...(contact !== undefined && {
      contact: contact.through === undefined ? contact.way : `${contact.way} (${contact.through})`,
      'from there': contact.theirs === undefined ? 'no answer' : JSON.stringify(contact.theirs),
    }),
  };
  return Object.entries(lines)
    .map(([name, value]) => `${name}: ${value}`)
    .join('\n');
}
