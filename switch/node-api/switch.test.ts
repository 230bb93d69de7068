import { mkdtemp, readdir, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { utf8Decode, utf8Encode } from '../bytes.ts';
import { Switch } from './switch.ts';
import { createPair, createSwitch } from './testing/switch-pair.ts';

describe('a request', () => {
  test('is answered once, and the channel ends in order', async () => {
    const [one, other] = await createPair();
    const seen: unknown[] = [];
    void other.answer('_ask', ({ json, body }, from) => {
      seen.push(from, json);
      return { json: { sum: Number(json.a) + Number(json.b) }, body };
    });
    const { json, body, end } = await one.request(other.hashname, '_ask', {
      json: { a: 1, b: 2 },
      body: utf8Encode('grüße'),
    });
    expect({ json, text: utf8Decode(body), end }).toEqual({ json: { sum: 3 }, text: 'grüße', end: true });
    expect(seen).toEqual([one.hashname, { a: 1, b: 2 }]);
  });

  test('that fails over there says only that it did', async () => {
    const [one, other] = await createPair();
    void other.answer('_ask', () => {
      throw new Error('a secret of mine');
    });
    await expect(one.request(other.hashname, '_ask', {})).rejects.toMatchObject({
      code: 'refused',
      message: 'it failed',
    });
  });

  test('ends with its signal, and with its time', async () => {
    const one = await createSwitch();
    const nobody = 'a'.repeat(64);
    const signal = AbortSignal.abort(new Error('enough'));
    await expect(one.request(nobody, '_ask', {}, { signal })).rejects.toThrow('enough');
    const later = new AbortController();
    const asked = one.request(nobody, '_ask', {}, { signal: later.signal });
    later.abort(new Error('later'));
    await expect(asked).rejects.toThrow('later');
    await expect(one.request(nobody, '_ask', {}, { timeoutMs: 1 })).rejects.toMatchObject({ code: 'timeout' });
    await expect(one.request('nobody', '_ask', {})).rejects.toMatchObject({ code: 'not-a-hashname' });
  });
});

describe('a channel', () => {
  test('gives its packets in a loop, in order, which ends with it', async () => {
    const [one, other] = await createPair();
    const heard = (async () => {
      for await (const channel of other.channels('_chat')) {
        const texts: unknown[] = [];
        for await (const { json } of channel) {
          texts.push(json.n);
          if (json.n === 4) channel.end({ json: { bye: true } });
        }
        return { texts, close: await channel.closed };
      }
      return undefined;
    })();
    const channel = one.open(other.hashname, '_chat');
    for (let n = 0; n < 5; n++) await channel.send({ json: { n } });
    expect(await channel.receive()).toMatchObject({ json: { bye: true }, end: true });
    expect(await channel.receive()).toBeUndefined();
    expect(await heard).toEqual({ texts: [0, 1, 2, 3, 4], close: { reason: 'ended' } });
    await expect(channel.send({ json: {} })).rejects.toMatchObject({ code: 'closed' });
  });

  test('that the other side fails throws its word out of the loop', async () => {
    const [one, other] = await createPair();
    void (async () => {
      for await (const channel of other.channels('_chat')) channel.fail('not you');
    })();
    const channel = one.open(other.hashname, '_chat', { json: {} });
    await expect(channel[Symbol.asyncIterator]().next()).rejects.toMatchObject({ code: 'refused', message: 'not you' });
  });

  test('is failed by its signal', async () => {
    const [one, other] = await createPair();
    const channels = other.channels('_chat');
    const gone = new AbortController();
    const channel = one.open(other.hashname, '_chat', { json: {}, signal: gone.signal });
    const { value: theirs } = await channels.next();
    gone.abort();
    expect(await channel.closed).toMatchObject({ reason: 'err', message: 'aborted', byPeer: false });
    expect(await theirs?.closed).toMatchObject({ reason: 'err', message: 'aborted', byPeer: true });
  });

  test('of those who may not open one never comes', async () => {
    const [one, other] = await createPair();
    const channels = other.channels('_chat', { mayOpen: () => false });
    void channels.next();
    await one.connect(other.hashname);
    await expect(one.request(other.hashname, '_chat', {}, { timeoutMs: 200 })).rejects.toMatchObject({
      code: 'timeout',
    });
  });

  test('goes to one loop a type, whose signal ends the listening', async () => {
    const [one, other] = await createPair();
    const stop = new AbortController();
    const first = other.channels('_chat', { signal: stop.signal });
    expect(() => other.channels('_chat')).toThrow(TypeError);
    const waiting = first.next();
    stop.abort(new Error('stop'));
    await expect(waiting).rejects.toThrow('stop');
    void other.answer('_chat', () => ({ json: { second: true } }));
    expect((await one.request(other.hashname, '_chat', {})).json).toEqual({ second: true });
  });
});

describe('a line', () => {
  test('is waited for, told of, and listed', async () => {
    const [one, other] = await createPair();
    const seen = one.events('status');
    const status = await one.connect(other.hashname);
    expect(status).toMatchObject({ peer: other.hashname, line: 'open' });
    expect((await seen.next()).value).toMatchObject({ peer: other.hashname });
    expect(one.status(other.hashname)?.line).toBe('open');
    expect(await one.connect(other.hashname)).toMatchObject({ line: 'open' });
    expect((await one.find(other.hashname)).isFound).toBe(true);
  });

  test('to nobody is waited for as long as the signal says', async () => {
    const one = await createSwitch();
    await expect(one.connect('a'.repeat(64), { timeoutMs: 1 })).rejects.toMatchObject({ code: 'timeout' });
  });
});

describe('its life', () => {
  test('ends loops and channels when it is closed', async () => {
    const [one, other] = await createPair();
    const loops = [one.events('status'), one.channels('_chat')];
    void other.answer('_ask', () => ({}));
    await one.request(other.hashname, '_ask', {});
    const channel = one.open(other.hashname, '_chat', { json: {} });
    await one.close();
    for (const loop of loops) {
      let result = await loop.next();
      while (!result.done) result = await loop.next();
    }
    expect(await channel.closed).toEqual({ reason: 'closed' });
    await expect(channel.send({})).rejects.toMatchObject({ code: 'closed' });
  });

  test('ends with its signal', async () => {
    const stop = new AbortController();
    const sw = await createSwitch({ signal: stop.signal });
    const closed = sw.once('close');
    stop.abort();
    await closed;
    await expect(Switch.create({ signal: stop.signal })).rejects.toThrow();
  });

  test('leaves its identity and links in its folder, for its owner alone', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'hashline-program-'));
    try {
      const other = await createSwitch({ seeding: true });
      const first = await createSwitch({ folder, seeds: other.seedEntry() });
      await expect.poll(() => first.links().length, { timeout: 10_000 }).toBe(1);
      await first.close();
      const again = await createSwitch({ folder });
      expect(again.hashname).toBe(first.hashname);
      expect(await again.connect(other.hashname)).toMatchObject({ line: 'open' }); // nobody told it where that is
      await again.close();
      const files = await readdir(folder);
      expect(files.sort()).toEqual(['identity.json', 'identity.json.at', 'links.json']);
      for (const file of files) expect((await stat(join(folder, file))).mode & 0o077).toBe(0);
    } finally {
      await rm(folder, { recursive: true });
    }
  });

  test('does not begin with what is wrong', async () => {
    const { endpoint } = await createSwitch();
    const port = endpoint.localPaths()[0]?.port ?? 0;
    await expect(createSwitch({ listen: { ip: '127.0.0.1', port } })).rejects.toMatchObject({ code: 'port-taken' });
    await expect(createSwitch({ seeds: { nonsense: true } })).rejects.toMatchObject({ code: 'bad-seeds' });
  });
});
