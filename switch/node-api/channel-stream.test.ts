import { createHash } from 'node:crypto';
import { Readable, Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { describe, expect, test } from 'vitest';
import { seededBytes } from '../cli/seeded-random.ts';
import type { Channel, ChannelPacket } from '../endpoint.ts';
import type { Hashname } from '../hashname/hashname.ts';
import { ChannelStream } from './channel-stream.ts';
import type { ProgramChannel } from './program-channel.ts';
import type { Switch } from './switch.ts';
import { createPair } from './testing/switch-pair.ts';

/** A stream each: what one writes the other reads. */
async function streams([one, other]: readonly [Switch, Switch], options: { halfOpen?: boolean } = {}) {
  const channels = other.channels('_bytes', options);
  const opened = one.open(other.hashname, '_bytes', options);
  const near = opened.stream();
  near.write('a'); // a channel begins with its first packet
  const { value } = await channels.next();
  const channel: ProgramChannel | undefined = value ?? undefined;
  if (channel === undefined) throw new Error('no channel came');
  const far = channel.stream();
  expect((await firstChunk(far)).toString()).toBe('a');
  return { near, far };
}

function firstChunk(stream: Readable): Promise<Buffer> {
  return new Promise((resolve) => stream.once('readable', () => resolve(stream.read())));
}

test('a megabyte arrives whole, through a pipeline, and both ends finish', async () => {
  const { near, far } = await streams(await createPair());
  const bytes = seededBytes(1_000_000, 1);
  const hash = createHash('sha256');
  await Promise.all([pipeline(Readable.from([bytes]), near), pipeline(far, hash)]);
  expect(hash.digest('hex')).toBe(createHash('sha256').update(bytes).digest('hex'));
});

describe('over a channel of the test', () => {
  /** A channel that has room for so many packets. */
  function bench(room: number) {
    const sent: unknown[] = [];
    let drain: () => void = () => undefined;
    let take: (packet: ChannelPacket, done: () => void) => void = () => undefined;
    const channel: Channel = {
      peer: 'a'.repeat(64) as Hashname, // shaped like one
      type: '_bytes',
      isReliable: true,
      isIncoming: false,
      channelId: 1,
      send: (packet) => {
        sent.push(packet);
        return sent.length % room !== 0;
      },
      onPacket: (handler) => {
        take = handler;
      },
      onDrain: (handler) => {
        drain = handler;
      },
      onAcked: () => undefined,
      onClose: () => undefined,
      fail: () => undefined,
    };
    const stream = new ChannelStream(channel);
    return {
      stream,
      sent,
      drain: () => drain(),
      take: (packet: ChannelPacket, done: () => void) => take(packet, done),
    };
  }

  test('what the channel has no room for waits in the stream, and its writer is told', async () => {
    const { stream, sent, drain } = bench(1);
    expect(stream.write(new Uint8Array(10))).toBe(true); // it goes into the stream's own buffer
    expect(stream.write(new Uint8Array(stream.writableHighWaterMark))).toBe(false);
    expect(sent).toHaveLength(1);
    const drained = new Promise((resolve) => stream.once('drain', resolve));
    while (stream.writableLength > 0) drain();
    await drained;
    expect(sent.length).toBeGreaterThan(1);
  });

  test('a packet is dealt with only when what it brought has been read', () => {
    const { stream, take } = bench(100);
    let done = 0;
    const bytes = new Uint8Array(1_000);
    while (done === stream.readableLength / bytes.length)
      take({ json: {}, body: bytes, end: false }, () => void done++);
    expect(stream.readableLength).toBe((done + 1) * bytes.length);
    expect(stream.readableLength).toBeLessThan(stream.readableHighWaterMark + bytes.length);
    stream.read();
    expect(stream.readableLength).toBe(0);
    expect(done * bytes.length).toBeGreaterThanOrEqual(stream.readableHighWaterMark);
  });
});

test('half-open, one end may answer after the other has ended', async () => {
  const { near, far } = await streams(await createPair(), { halfOpen: true });
  near.end('question');
  const asked: Buffer[] = [];
  for await (const piece of far.iterator({ destroyOnReturn: false })) asked.push(piece);
  expect(Buffer.concat(asked).toString()).toBe('question');
  far.end('answer');
  const answered: Buffer[] = [];
  for await (const piece of near) answered.push(piece);
  expect(Buffer.concat(answered).toString()).toBe('answer');
});

test('one that is destroyed errors at the other end', async () => {
  const { near, far } = await streams(await createPair());
  const read = pipeline(far, new Writable({ write: (_chunk, _encoding, done) => done() }));
  near.write('some');
  near.on('error', () => undefined);
  near.destroy(new Error('a secret of mine'));
  await expect(read).rejects.toMatchObject({ code: 'refused', message: 'aborted' });
});
