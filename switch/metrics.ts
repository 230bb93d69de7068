/** Why a datagram or a channel packet was dropped. */
const DROP_REASONS = [
  'empty',
  'oversized',
  'truncated',
  'unencrypted',
  'unknown-cipher-set',
  'open-too-short',
  'open-refused-before',
  'open-in-work',
  'open-over-budget',
  'open-not-decrypted',
  'not-unsealed',
  'inner-malformed',
  'not-for-us',
  'from-ourselves',
  'wrong-cipher-set',
  'key-not-of-parts',
  'bad-signature',
  'open-stale',
  'bad-line-key',
  'peers-full',
  'unknown-line',
  'line-not-unsealed',
  'line-replayed',
  'not-a-channel-packet',
  'unknown-channel',
  'wrong-channel-id',
  'channel-not-taken',
  'channels-full',
  'introduction-malformed',
  'introduction-refused',
  'introduction-over-budget',
  'introduction-no-way',
  'relay-over-rate',
  'relay-not-ours',
  'tunnel-full',
  'bridge-wrong-source',
  'bridge-repeated',
  'bridge-over-rate',
  'lan-not-near',
  'lan-over-budget',
  'lan-unasked',
  'lan-malformed',
] as const;

export type DropReason = (typeof DROP_REASONS)[number];

/** What the engine counts. Only numbers: no name, no address, no secret. */
export interface SwitchMetrics {
  datagramsReceived: number;
  datagramsSent: number;
  bytesReceived: number;
  bytesSent: number;
  opensReceived: number;
  opensAccepted: number;
  opensRepeated: number;
  opensSent: number;
  linePacketsReceived: number;
  jobsStarted: number;
  /** Introductions that we made between others, packets relayed and packets bridged for them. */
  introductionsMade: number;
  packetsRelayed: number;
  packetsBridged: number;
  bytesBridged: number;
  readonly dropped: Record<DropReason, number>;
}

export function createMetrics(): SwitchMetrics {
  const dropped = Object.fromEntries(DROP_REASONS.map((reason) => [reason, 0]));
  return {
    datagramsReceived: 0,
    datagramsSent: 0,
    bytesReceived: 0,
    bytesSent: 0,
    opensReceived: 0,
    opensAccepted: 0,
    opensRepeated: 0,
    opensSent: 0,
    linePacketsReceived: 0,
    jobsStarted: 0,
    introductionsMade: 0,
    packetsRelayed: 0,
    packetsBridged: 0,
    bytesBridged: 0,
    dropped: dropped as Record<DropReason, number>, // one entry for each reason, as the line above makes them
  };
}
