import { describe, expect, test } from 'vitest';
import { fromHex } from '../bytes.ts';
import { readChannelHead, readContent } from '../packet/channel-head.ts';
import type { JsonObject } from '../packet/json.ts';
import vectors from '../testing/vectors.json' with { type: 'json' };
import { ReliableChannel } from './reliable-channel.ts';

interface ExchangePacket {
  readonly ms: number;
  readonly from: string;
  readonly json: JsonObject;
  readonly body?: string;
  readonly lost?: boolean;
}

/** What two reference switches said to each other, told to a channel of ours in the place of one of them. */
const exchanges = vectors.exchanges.map(({ name, packets }) => ({
  name,
  packets: packets as readonly ExchangePacket[],
}));

/** Plays what `from` said, at its times, an application that deals with everything at once on the other side. */
function hear(packets: readonly ExchangePacket[], from: string) {
  const channel = new ReliableChannel('_chat', true);
  const contents: JsonObject[] = [];
  const heads: JsonObject[] = [];
  const closes: unknown[] = [];
  const settle = (nowMs: number) => {
    for (let event = channel.pollEvent(); event !== undefined; event = channel.pollEvent()) {
      if (event.kind === 'closed') closes.push(event.close);
      if (event.kind !== 'packet') continue;
      contents.push(event.packet.json);
      channel.handleProcessed(nowMs);
    }
    for (let out = channel.pollPacket(nowMs); out !== undefined; out = channel.pollPacket(nowMs)) heads.push(out.head);
  };
  const advance = (untilMs: number) => {
    for (let dueAtMs = channel.dueAtMs; dueAtMs <= untilMs; dueAtMs = channel.dueAtMs) {
      channel.handleTimeout(dueAtMs, false);
      settle(dueAtMs);
    }
  };
  for (const { ms, json, body, lost } of packets.filter((packet) => packet.from === from)) {
    advance(ms);
    const head = readChannelHead(json);
    if (head === undefined || lost === true) continue;
    channel.handlePacket(ms, head, {
      json: readContent('_chat', json),
      body: fromHex(body ?? '') ?? new Uint8Array(0),
      end: head.end,
    });
    settle(ms);
  }
  advance((packets.at(-1)?.ms ?? 0) + 2_000);
  return { contents, heads, closes };
}

describe('what the reference says on a reliable channel', () => {
  test.each(exchanges)('is heard in order and acknowledged: $name', ({ packets }) => {
    const said = packets.filter(({ from, json, lost }) => from === 'alice' && json.seq !== undefined && lost !== true);
    const bySeq = new Map(said.map(({ json }) => [json.seq, json._ ?? {}]));
    const { contents, heads } = hear(packets, 'alice');
    expect(contents).toEqual([...bySeq.entries()].sort(([a], [b]) => Number(a) - Number(b)).map(([, json]) => json));
    expect(heads.at(-1)?.ack).toBe(Math.max(...said.map(({ json }) => Number(json.seq))));
  });

  test('a lost packet is named within a second, beside the ack of what came before', () => {
    const { packets } = exchanges.find(({ name }) => name === 'lost in the middle') ?? { packets: [] };
    const { heads } = hear(packets, 'alice');
    expect(heads).toContainEqual({ ack: 1, miss: [2] });
  });

  test('an err closes at once, and is not answered', () => {
    const { packets } = exchanges.find(({ name }) => name === 'refused') ?? { packets: [] };
    const { closes, heads } = hear(packets, 'bob');
    expect(closes).toEqual([{ reason: 'err', message: 'not here', byPeer: true }]);
    expect(heads).toEqual([]);
  });
});
