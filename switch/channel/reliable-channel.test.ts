import { describe, expect, test } from 'vitest';
import { ACK_MS_MAX, CHANNEL_LINGER_MS } from '../constants.ts';
import { readChannelHead } from '../packet/channel-head.ts';
import { ReliableChannel } from './reliable-channel.ts';

const NO_CONTENT = { json: {}, body: new Uint8Array(0), end: false };

describe('a reliable channel we failed', () => {
  test('tells so once, and owes no acknowledgement that could never go out', () => {
    const channel = new ReliableChannel('_hello', true);
    const head = readChannelHead({ c: 1, type: '_hello', seq: 0 });
    if (head === undefined) throw new Error('a head that is right was refused');
    channel.handlePacket(0, head, NO_CONTENT);
    expect(channel.dueAtMs).toBeLessThanOrEqual(ACK_MS_MAX);
    channel.fail(1, 'invite used');
    expect(channel.pollPacket(1)?.head).toEqual({ err: 'invite used' });
    expect(channel.pollPacket(1)).toBeUndefined();
    expect(channel.dueAtMs).toBe(1 + CHANNEL_LINGER_MS);
  });
});
