import { createHash } from 'node:crypto';
import { beforeAll, describe, expect, test } from 'vitest';
import { seededBytes } from '../../cli/seeded-random.ts';
import type { JsonObject } from '../../endpoint.ts';
import type { NodeProcess } from './node-process.ts';
import { startPair } from './pair.ts';

const SERVED = 250_000;
let asked = 0;

async function request(from: NodeProcess, to: NodeProcess, ask: JsonObject) {
  const id = `asked-${++asked}`;
  await from.ask({ do: 'thtp', id, to: to.hashname, ...ask });
  return from.until('thtp', (event) => event.id === id);
}

describe.concurrent.each([
  ['ours', 'reference'],
  ['reference', 'ours'],
  ['ours', 'ours'],
] as const)('%s asks %s', (...programs) => {
  let client: NodeProcess;
  let server: NodeProcess;
  beforeAll(async () => {
    ({ initiator: client, answerer: server } = await startPair(programs));
    await server.ask({
      do: 'serve',
      path: '/small',
      status: 201,
      headers: { 'x-kind': 'small' },
      body: base64('tiny'),
    });
    await server.ask({ do: 'serve', path: '/large', size: SERVED });
    await server.ask({ do: 'serve', path: '/echo', echo: true });
  });

  test('and hears status, headers and a small body', async () => {
    const answer = await request(client, server, { path: '/small?a=b', headers: { 'X-Given': 'yes' } });
    expect(answer).toMatchObject({ err: null, status: 201, body: base64('tiny') });
    expect(answer.headers).toMatchObject({ 'x-kind': 'small', 'content-length': '4' });
    const heard = await server.until('request', ({ path }) => path === '/small?a=b');
    expect(heard).toMatchObject({ method: 'get', headers: { 'x-given': 'yes' } });
  });

  test('for a large body', async () => {
    const sha256 = createHash('sha256').update(Buffer.alloc(SERVED, 'telehash ')).digest('hex');
    expect(await request(client, server, { path: '/large' })).toMatchObject({ err: null, size: SERVED, sha256 });
  });

  test.each([1, 990, 1_100, 60_000])('with a body of %i bytes, which comes back', async (length) => {
    const body = Buffer.from(seededBytes(length, length));
    const sha256 = createHash('sha256').update(body).digest('hex');
    const answer = await request(client, server, { path: '/echo', method: 'post', body: body.toString('base64') });
    expect(answer).toMatchObject({ err: null, status: 200, size: length, sha256 });
  });

  test('for what is not there', async () => {
    expect(await request(client, server, { path: '/nothing' })).toMatchObject({
      status: 404,
      body: base64('not found'),
    });
  });

  test('many things at once', async () => {
    const answers = await Promise.all(Array.from({ length: 10 }, () => request(client, server, { path: '/small' })));
    expect(answers.map(({ status }) => status)).toEqual(Array(10).fill(201));
  });
});

function base64(text: string): string {
  return Buffer.from(text).toString('base64');
}
