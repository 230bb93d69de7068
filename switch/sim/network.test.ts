import { describe, expect, it } from 'vitest';
import type { Path } from '../index.ts';
import { Agenda } from './agenda.ts';
import { Dice } from './dice.ts';
import { type Datagram, SimNetwork } from './network.ts';

const NEAR: Path = { type: 'ipv4', ip: '10.0.0.1', port: 42_424 };
const FAR: Path = { type: 'ipv4', ip: '10.0.1.1', port: 42_424 };

describe('a network of which a part is simulated elsewhere', () => {
  it('hands over what is meant for there, with the time at which it arrives, and delivers the rest itself', () => {
    const agenda = new Agenda();
    const handed: { readonly datagram: Datagram; readonly atMs: number }[] = [];
    const network = new SimNetwork({
      agenda,
      dice: new Dice(1),
      faults: { lossRatio: 0, duplicateRatio: 0, delayMs: [10, 60] },
      nowMs: () => 1_000,
      elsewhere: {
        has: (to) => to.ip === FAR.ip,
        send: (datagram, atMs) => handed.push({ datagram, atMs }),
      },
    });
    const heard: Uint8Array[] = [];
    network.bind(NEAR, (_, bytes) => heard.push(bytes));
    const bytes = Uint8Array.of(1, 2, 3);

    network.send({ from: NEAR, to: FAR, bytes });
    network.send({ from: FAR, to: NEAR, bytes });
    for (let next = agenda.take(); next !== undefined; next = agenda.take()) next.run();

    expect(heard).toEqual([bytes]);
    expect(handed).toEqual([{ datagram: { from: NEAR, to: FAR, bytes }, atMs: expect.any(Number) }]);
    const [{ atMs } = { atMs: Number.NaN }] = handed;
    expect(atMs).toBeGreaterThanOrEqual(1_010);
    expect(atMs).toBeLessThan(1_060);
  });
});
