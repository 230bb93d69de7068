import { randomFillSync } from 'node:crypto';
import { createSocket, type Socket } from 'node:dgram';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { NodeProcess } from './node-process.ts';
import { expectEcho, startListener } from './pair.ts';

/** What an open of cipher set 2a has; on this machine each port is a source of its own. */
const OPEN_BYTES = 1_046;
const SOURCES = 64;
/** Of each source once in so long: three thousand a second in all, some ten times what one core decrypts. */
const GAP_MS = 20;
/** A contact is back within 5 s (measured in sim/scenarios/flood.sim.test.ts); the rest is for a busy machine. */
const BACK_MS_MAX = 20_000;

let folder: string;
const sockets: Socket[] = [];
let flooding: NodeJS.Timeout;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'hashline-flood-'));
  for (let count = 0; count < SOURCES; count++) {
    const socket = createSocket('udp4').bind(0, '127.0.0.1');
    await once(socket, 'listening');
    sockets.push(socket);
  }
});
afterAll(async () => {
  clearInterval(flooding);
  for (const socket of sockets) socket.close();
  await rm(folder, { recursive: true, force: true });
});

/** Each looks like an open to anybody, and costs whoever reads it an RSA operation. */
function flood({ port }: NodeProcess): void {
  const open = new Uint8Array(OPEN_BYTES);
  flooding = setInterval(() => {
    for (const socket of sockets) {
      randomFillSync(open).set([0, 1, 0x2a]);
      socket.send(Uint8Array.from(open), port, '127.0.0.1');
    }
  }, GAP_MS);
}

test('under a flood of opens from everywhere a contact reconnects, and what it says is answered', async () => {
  const startAs = (name: string, ...args: string[]) => startListener('ours', '--id', join(folder, name), ...args);
  const [bob, alice] = await Promise.all([startAs('bob'), startAs('alice')]);
  await bob.ask({ do: 'addSeed', seed: alice.seed });
  await alice.ask({ do: 'addSeed', seed: bob.seed });
  await bob.ask({ do: 'connect', to: alice.hashname });
  await bob.until('connected');
  flood(bob);
  await expectEcho(alice, bob, { flood: 'begins' });

  await alice.kill();
  const again = await startAs('alice', '--port', String(alice.port));
  await again.ask({ do: 'addSeed', seed: bob.seed });
  await again.ask({ do: 'connect', to: bob.hashname, timeout: BACK_MS_MAX });
  expect(await again.until('connected', () => true, BACK_MS_MAX)).toMatchObject({ hashname: bob.hashname, err: null });
  await expectEcho(again, bob, { flood: 'goes on' });
  expect(bob.all('error')).toEqual([]);
});
