import { Readable } from 'node:stream';
import { describe, expect, test } from 'vitest';
import { utf8Encode } from '../bytes.ts';
import { seededBytes } from '../cli/seeded-random.ts';
import { encodeJsonPacket } from '../packet/packet.ts';
import { THTP_REQUESTS_PER_PEER_MAX } from './limits.ts';
import { createPair } from './testing/switch-pair.ts';
import type { ThtpHandler } from './thtp-server.ts';

async function pairWith(handler: ThtpHandler) {
  const [client, server] = await createPair();
  const errors: unknown[] = [];
  server.thtp.serve(handler, { onError: (error) => errors.push(error) });
  return { client, server, to: server.hashname, errors };
}

const echo: ThtpHandler = async (request) => ({
  headers: { 'x-method': request.method, 'x-path': request.path, 'x-given': request.headers['x-given'] ?? '' },
  body: await request.bytes(),
});

describe('a request', () => {
  test.each([0, 1, 900, 1_050, 5_000, 300_000])('with a body of %i bytes comes back as it went', async (length) => {
    const { client, to } = await pairWith(echo);
    const body = seededBytes(length, 1);
    const answer = await client.thtp.request(to, {
      method: 'post',
      path: '/a?b=c',
      headers: { 'X-Given': 'yes' },
      body,
    });
    expect(answer.status).toBe(200);
    expect(answer.headers).toEqual({
      'x-method': 'post',
      'x-path': '/a?b=c',
      'x-given': 'yes',
      'content-length': String(length),
    });
    expect(await answer.bytes()).toEqual(body);
  });

  test('by its address, answered in JSON', async () => {
    const { client, to } = await pairWith(({ method, path, from }) => ({ status: 201, json: { method, path, from } }));
    const answer = await client.thtp.request(`thtp://${to}/who?am=i`);
    expect(answer.status).toBe(201);
    expect(answer.headers['content-type']).toBe('application/json');
    expect(await answer.json()).toEqual({ method: 'get', path: '/who?am=i', from: client.hashname });
  });

  test('and its answer may be streams of unknown length', async () => {
    const { client, to } = await pairWith((request) => ({ body: request.stream }));
    const pieces = Array.from({ length: 20 }, (_, n) => seededBytes(7_000, n + 1));
    const answer = await client.thtp.request(to, { method: 'put', body: Readable.from(pieces) });
    expect(answer.headers['content-length']).toBeUndefined();
    expect(Buffer.from(await answer.bytes())).toEqual(Buffer.concat(pieces));
  });

  test('for the head alone is answered without the body', async () => {
    const { client, to } = await pairWith(() => ({ body: 'content' }));
    const answer = await client.thtp.request(to, { method: 'head' });
    expect(answer.headers['content-length']).toBe('7');
    expect(await answer.text()).toBe('');
  });

  test('many at once get each its own answer', async () => {
    const { client, to } = await pairWith(async ({ path }) => ({ body: path }));
    const paths = Array.from({ length: THTP_REQUESTS_PER_PEER_MAX }, (_, n) => `/${n}`);
    const answers = await Promise.all(paths.map(async (path) => (await client.thtp.request(to, { path })).text()));
    expect(answers).toEqual(paths);
  });
});

describe('what goes wrong', () => {
  test('a handler that throws is a 500 that tells nothing, and is told here', async () => {
    const { client, to, errors } = await pairWith(() => {
      throw new Error('a secret of mine');
    });
    const answer = await client.thtp.request(to);
    expect({ status: answer.status, text: await answer.text() }).toEqual({ status: 500, text: 'it failed' });
    expect(errors).toEqual([new Error('a secret of mine')]);
  });

  test('an answer that nobody could write is a 500 too', async () => {
    const { client, to } = await pairWith(() => ({ headers: { 'x-bad': 'a\r\nb' } }));
    expect((await client.thtp.request(to)).status).toBe(500);
  });

  test('more at once than are taken from one are turned away, and later ones are not', async () => {
    let open: () => void = () => undefined;
    const gate = new Promise<void>((resolve) => {
      open = resolve;
    });
    const { client, to } = await pairWith(async () => {
      await gate;
      return { body: 'late' };
    });
    const held = Array.from({ length: THTP_REQUESTS_PER_PEER_MAX }, () => client.thtp.request(to));
    const refused = await client.thtp.request(to);
    expect(refused.status).toBe(503);
    open();
    for (const answer of await Promise.all(held)) expect(answer.status).toBe(200);
    expect((await client.thtp.request(to)).status).toBe(200);
  });

  test.each([
    [encodeJsonPacket({ path: '/' }), 'head-incomplete'],
    [encodeJsonPacket({ method: 'get', path: 'relative' }), 'head-incomplete'],
  ])('a head that is none is a 400', async (body, error) => {
    const { client, to } = await pairWith(echo);
    const channel = client.open(to, 'thtp', { body, halfOpen: true });
    const packet = await channel.receive();
    expect(Buffer.from(packet?.body ?? []).toString()).toContain('"status":400');
    expect(Buffer.from(packet?.body ?? []).toString()).toContain(error);
  });

  test.each([utf8Encode('\xff\xff no length of a head'), new Uint8Array([0, 1, 0x7b])])(
    'bytes that are no packet end the channel',
    async (body) => {
      const { client, to } = await pairWith(echo);
      const channel = client.open(to, 'thtp', { body, halfOpen: true });
      expect(await channel.closed).toMatchObject({ reason: 'err', byPeer: true });
    },
  );

  test('an answer shorter than it said rejects where it is read', async () => {
    const [client, server] = await createPair();
    void (async () => {
      for await (const channel of server.channels('thtp', { halfOpen: true }))
        channel.end({ body: encodeJsonPacket({ status: 200, 'content-length': '9' }, utf8Encode('short')) });
    })();
    const answer = await client.thtp.request(server.hashname);
    await expect(answer.text()).rejects.toMatchObject({ code: 'bad-answer' });
  });

  test('a body that is larger than wanted is refused, and ends at the server', async () => {
    const ended: unknown[] = [];
    const { client, to } = await pairWith(({ signal }) => {
      signal.addEventListener('abort', () => ended.push(signal.reason));
      return {
        body: (async function* () {
          for (;;) yield new Uint8Array(10_000);
        })(),
      };
    });
    const answer = await client.thtp.request(to);
    await expect(answer.bytes(50_000)).rejects.toMatchObject({ code: 'too-large' });
    await expect.poll(() => ended.length).toBe(1);
  });

  test('a signal ends the wait, and the body', async () => {
    const { client, to } = await pairWith(({ path, signal }) =>
      path === '/never'
        ? new Promise((resolve) => signal.addEventListener('abort', () => resolve({})))
        : { body: endless() },
    );
    const stop = new AbortController();
    const waiting = client.thtp.request(to, { path: '/never', signal: stop.signal });
    const answer = await client.thtp.request(to, { path: '/body', signal: stop.signal });
    const reading = answer.bytes();
    stop.abort(new Error('enough'));
    await expect(waiting).rejects.toThrow('enough');
    await expect(reading).rejects.toThrow('enough');
    await expect(client.thtp.request(to, { path: '/never', timeoutMs: 50 })).rejects.toMatchObject({ code: 'timeout' });
  });

  test('whoever may not ask hears nothing', async () => {
    const [client, server] = await createPair();
    server.thtp.serve(() => ({}), { mayAsk: () => false });
    await client.connect(server.hashname);
    await expect(client.thtp.request(server.hashname, { timeoutMs: 100 })).rejects.toMatchObject({ code: 'timeout' });
  });
});

/** Says something, then nothing. */
async function* endless() {
  yield new Uint8Array(10);
  await new Promise(() => undefined);
}
