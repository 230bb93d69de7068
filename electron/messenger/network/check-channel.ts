import { z } from 'zod';
import type { Channel, Endpoint, Hashname } from '../../../switch/index.ts';
import { HelloBudget } from '../contacts/hello-budget.ts';
import type { Core } from '../core.ts';
import { CHECK_ANSWERS_MAX } from '../limits.ts';
import type { SideView } from '../views/network-views.ts';

/** Connection check from both ends (WIRE.md "_check"). */
export const CHECK_CHANNEL = '_check';

const Side = z.object({
  mapping: z.enum(['off', 'asking', 'none', 'mapped', 'behind-another']),
  seen: z.enum(['unknown', 'same', 'varies']),
  isReachable: z.boolean(),
  seedCount: z.number().int().min(0).max(1_000),
  way: z.enum(['direct-same-network', 'direct', 'connected', 'looking', 'waiting', 'no-way-yet', 'offline']),
});

export interface CheckChannelParts {
  readonly endpoint: Endpoint;
  readonly core: Core;
  /** What we say of our own side to this contact: kinds and counts, no addresses and no names. */
  readonly sideFor: (device: Hashname) => SideView;
}

/** Answers contacts who check the connection: how it looks from here. */
export function answerChecks({ endpoint, core, sideFor }: CheckChannelParts): void {
  const budget = new HelloBudget(CHECK_ANSWERS_MAX);
  const mayOpen = (from: Hashname) => {
    const contact = core.contacts.ofDevice(from);
    return contact?.state === 'contact' && !core.blocked.has(contact.person);
  };
  endpoint.listen(CHECK_CHANNEL, { reliable: true, mayOpen }, (channel: Channel) => {
    channel.onPacket((_question, done) => {
      if (budget.take([channel.peer], endpoint.nowMs()))
        channel.send({ json: { v: 1, ...sideFor(channel.peer) }, end: true });
      else channel.fail('too often');
      done();
    });
  });
}

/** Asks a contact's device; undefined if nothing that can be read came back in `waitMs`. */
export function askCheck(
  core: Core,
  endpoint: Endpoint,
  device: Hashname,
  waitMs: number,
): Promise<SideView | undefined> {
  return new Promise((resolve) => {
    const channel = endpoint.openChannel(device, CHECK_CHANNEL, { json: { v: 1 } });
    const cancel = core.clock.after(waitMs, () => {
      channel.fail('too late');
      resolve(undefined);
    });
    const settle = (side: SideView | undefined) => {
      cancel();
      resolve(side);
    };
    channel.onPacket(({ json }, done) => {
      const side = Side.safeParse(json);
      if (side.success) settle(side.data);
      done();
    });
    channel.onClose(() => settle(undefined)); // a promise keeps its first answer
  });
}
