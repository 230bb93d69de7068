import { z } from 'zod';
import { Network } from './app.ts';
import { TrustState } from './conversation-view.ts';
import { CARRY_BYTES_PER_SECOND_MAX, SEEDS_CHARS_MAX } from './limits.ts';
import { AtMs, ConversationId, Count, call, Hex64, Nothing } from './shapes.ts';

/** How this computer is connected, what can be chosen about it, and a check that looks instead of guessing. */

const Mapping = z.enum(['off', 'asking', 'none', 'mapped', 'behind-another']);
/** The other side does not say who stands between. */
const WayTold = TrustState.exclude(['through-friend', 'through-helper']);
const Seen = z.enum(['unknown', 'same', 'varies']);

export const Connection = z.strictObject({
  state: Network.shape.state,
  problem: Network.shape.problem,
  port: Count.optional(),
  ways: z.strictObject({ ipv4: z.boolean(), ipv6: z.boolean(), tcp: z.boolean() }),
  networkCount: Count,
  outside: z.strictObject({
    mapping: Mapping,
    by: z.enum(['PCP', 'NAT-PMP', 'UPnP']).optional(),
    /** Whether the router gives us one port for everybody. */
    seen: Seen,
    isReachable: z.boolean(),
    hasSent: z.boolean(),
    hasHeard: z.boolean(),
  }),
  seeds: z.array(
    z.strictObject({ hashname: Hex64, isOwn: z.boolean(), isLinked: z.boolean(), contact: z.string().optional() }),
  ),
  carried: z.strictObject({ bytes: Count, packets: Count, introductions: Count }),
});

export const ConnectionReport = Connection.extend({
  atMs: AtMs,
  contact: z
    .strictObject({
      way: TrustState,
      through: z.enum(['bridge', 'relay']).optional(),
      theirs: z
        .strictObject({ mapping: Mapping, seen: Seen, isReachable: z.boolean(), seedCount: Count, way: WayTold })
        .optional(),
    })
    .optional(),
});

export const NetworkSettings = z.strictObject({
  /** Absent: whichever was used last. Given as 0: no certain one any more. */
  port: z.number().int().min(0).max(65_535).optional(),
  hasPortMapping: z.boolean(),
  carries: z.boolean(),
  carryBytesPerSecond: z.number().int().min(1).max(CARRY_BYTES_PER_SECOND_MAX),
  seeds: z.string().max(SEEDS_CHARS_MAX),
});

export const networkCalls = {
  getConnection: call({
    input: Nothing,
    output: z.strictObject({ connection: Connection, settings: NetworkSettings }),
    errors: [],
  }),
  /** Port and port mapping hold from the next start, the rest at once. */
  setNetwork: call({
    input: NetworkSettings.partial(),
    output: Nothing,
    errors: ['bad-port', 'bad-cap', 'not-seeds'],
  }),
  /** Takes some seconds. With a conversation: the way to that contact too, from both ends. */
  checkConnection: call({
    input: z.strictObject({ conversationId: ConversationId.optional() }),
    output: ConnectionReport,
    errors: ['unknown-conversation'],
  }),
} as const;
