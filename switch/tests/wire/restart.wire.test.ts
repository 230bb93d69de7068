import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { isJsonObject } from '../../index.ts';
import type { NodeEvent, NodeProcess, ProgramName } from './node-process.ts';
import { expectEcho, expectTransfer, startListener } from './pair.ts';

/** We doubt a line after 2 s without any answer; the rest is for a busy machine. Without that it would be a minute. */
const NOTICE_MS_MAX = 20_000;
/** Between two opens by hand. */
const AGAIN_MS = 250;

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'hashline-wire-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

/** A node with an identity that outlives it. */
function startAs(name: string, program: ProgramName, ...args: string[]): Promise<NodeProcess> {
  return startListener(program, '--test', '--id', join(folder, `${program}-${name}`), ...args);
}

async function know(node: NodeProcess, other: NodeProcess): Promise<void> {
  await node.ask({ do: 'addSeed', seed: other.seed });
}

describe.concurrent('after our restart', () => {
  test('we open a new line, and both sides speak on it', async () => {
    const reference = await startAs('a', 'reference');
    const ours = await startAs('a', 'ours');
    await know(ours, reference);
    await expectEcho(ours, reference, { life: 1 });
    await ours.kill();
    const again = await startAs('a', 'ours', '--port', String(ours.port));
    expect(again.hashname).toBe(ours.hashname);
    await know(again, reference);
    await expectEcho(again, reference, { life: 2 });
    await expectEcho(reference, again, { life: 2, back: true });
  });
});

describe.concurrent('after a restart of the other side', () => {
  test('it opens a new line, and both sides speak on it', async () => {
    const ours = await startAs('b', 'ours');
    const reference = await startAs('b', 'reference');
    await know(reference, ours);
    await expectEcho(reference, ours, { life: 1 });
    await reference.kill();
    const again = await startAs('b', 'reference', '--port', String(reference.port));
    await know(again, ours);
    await expectEcho(again, ours, { life: 2 });
    await expectEcho(ours, again, { life: 2, back: true });
  });

  test('we find out by ourselves when we speak first', async () => {
    const ours = await startAs('c', 'ours');
    const reference = await startAs('c', 'reference');
    await know(ours, reference);
    await expectEcho(ours, reference, { life: 1 });
    await reference.kill();
    const again = await startAs('c', 'reference', '--port', String(reference.port));
    await ours.ask({ do: 'start', to: again.hashname, type: '_echo', js: { life: 2 }, id: 'first-words' });
    // Said on the old line they end with it. A machine so busy that the restart took long has noticed before, by its
    // keep-alives: then they are answered. Either way what follows is on the new line.
    const isNext = ({ id }: NodeEvent) => id === 'first-words';
    const next = await Promise.race([
      ours.until('end', isNext, NOTICE_MS_MAX),
      ours.until('response', isNext, NOTICE_MS_MAX),
    ]);
    expect(next).toMatchObject(next.event === 'end' ? { err: 'reset' } : { js: { life: 2 } });
    await expectEcho(ours, again, { life: 2, again: true });
    await expectTransfer(ours, again, 10_000);
  });
});

describe.concurrent('opens of before', () => {
  test('the same one again, and every packet of the line again, change nothing', async () => {
    const { ours, reference } = await linked('d');
    const heard = ours.all('wire', ({ dir }) => dir === 'in').map(({ hex = '' }) => hex);
    const channels = ours.all('channel').length;
    for (const hex of heard) await reference.ask({ do: 'datagram', ip: '127.0.0.1', port: ours.port, hex });
    await expectEcho(ours, reference, { after: 'replay' });
    await expectEcho(reference, ours, { after: 'replay' });
    // The echo from the reference is the one new channel.
    expect(ours.all('channel').length).toBe(channels + 1);
  });

  test('one of an earlier life does not disturb the line of this one', async () => {
    const { ours, reference } = await linked('e');
    const old = ours.all('wire', ({ dir, kind }) => dir === 'in' && kind === 'open').map(({ hex = '' }) => hex);
    expect(old.length).toBeGreaterThan(0);
    await reference.kill();
    const again = await startAs('e', 'reference', '--port', String(reference.port));
    await know(again, ours);
    await expectEcho(again, ours, { life: 2 });
    for (const hex of old) await again.ask({ do: 'datagram', ip: '127.0.0.1', port: ours.port, hex });
    await expectEcho(ours, again, { still: 'here' });
    await expectTransfer(again, ours, 10_000);
  });

  test('an older stamp under a new signature does not either', async () => {
    const { ours, reference } = await linked('f');
    const { at } = await reference.ask({ do: 'open', to: ours.hashname });
    await reference.ask({ do: 'open', to: ours.hashname, at: Number(at) - 60_000 });
    await expectEcho(ours, reference, { still: 'here' });
    await expectEcho(reference, ours, { still: 'here' });
  });
});

describe.concurrent('opens that come more than once', () => {
  test('every datagram of both sides doubled and out of order: one line, and each packet once', async () => {
    const faults = ['--dup', '1', '--reorder', '0.3', '--wire'];
    const ours = await startAs('g', 'ours', ...faults);
    const reference = await startAs('g', 'reference', '--dup', '1', '--reorder', '0.3');
    await Promise.all([know(ours, reference), know(reference, ours)]);
    await expectEcho(ours, reference, { doubled: 1 });
    await expectEcho(reference, ours, { doubled: 2 });
    await Promise.all([expectTransfer(ours, reference, 20_000), expectTransfer(reference, ours, 20_000)]);
    expect(ours.all('channel').filter(({ type }) => type === '_echo')).toHaveLength(1);
    expect(reference.all('channel').filter(({ type }) => type === '_echo')).toHaveLength(1);
    const opens = ours.all('wire', ({ dir, kind }) => dir === 'in' && kind === 'open');
    expect(opens.length).toBeGreaterThan(1);
  });

  test('said again and again by the other side, they are answered, and the line is the same', async () => {
    const { ours, reference } = await linked('h');
    const lineBefore = await lineIdOf(ours, reference);
    const answered = () => ours.all('wire', ({ dir, kind }) => dir === 'out' && kind === 'open').length;
    const answeredBefore = answered();
    // No more often than once in 3 s, since anybody could send it.
    while (answered() === answeredBefore) {
      await reference.ask({ do: 'open', to: ours.hashname });
      await pause(AGAIN_MS);
    }
    await expectEcho(ours, reference, { still: 'here' });
    expect(await lineIdOf(ours, reference)).toEqual(lineBefore);
  });

  test('with a new line each time, the newest counts', async () => {
    const { ours, reference } = await linked('i');
    for (let n = 0; n < 3; n++) await reference.ask({ do: 'open', to: ours.hashname, fresh: true });
    await expectEcho(reference, ours, { newest: true });
    await expectEcho(ours, reference, { newest: true });
  });
});

/** The ids that both sides gave the line. */
async function lineIdOf(node: NodeProcess, other: NodeProcess) {
  const { lines } = await node.ask({ do: 'lines' });
  const all = Array.isArray(lines) ? lines.filter(isJsonObject) : [];
  const found = all.find(({ hashname }) => hashname === other.hashname);
  return [found?.line, found?.theirs];
}

async function linked(name: string) {
  const ours = await startAs(name, 'ours', '--wire');
  const reference = await startAs(name, 'reference');
  await know(reference, ours);
  await expectEcho(reference, ours, { life: 1 });
  return { ours, reference };
}
