import type { ConversationView, NetworkView } from '../../../electron/bridge/contract.ts';

/** Hex digits of a hashname that tell people apart without giving the whole. */
const SHORT_HASHNAME_CHARS = 8;

/** What someone who helps needs to know about one way. Plain fields in English, whatever the language of the window. */
export function supportText(
  { id, person = id, state, trust }: ConversationView,
  network: NetworkView,
  version: string,
): string {
  const fields = {
    hashline: version,
    person: `${person.slice(0, SHORT_HASHNAME_CHARS)}…`,
    conversation: state,
    way: trust.state,
    since: new Date(trust.sinceAtMs).toISOString(),
    address: trust.address,
    carriedBy: trust.carriedBy,
    roundTripMs: trust.roundTripMs,
    waiting: trust.queuedCount,
    network: [network.state, network.problem, network.detail].filter(Boolean).join(' '),
  };
  const told = Object.entries(fields).filter(([, value]) => value !== undefined);
  return told.map(([name, value]) => `${name}: ${value}`).join('\n');
}

/** A hashname in sixteen groups of four: the eye can go along with a finger. */
export const hexGroups = (hashname: string): readonly string[] => hashname.match(/.{1,4}/g) ?? [];
