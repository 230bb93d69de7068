import { beforeAll, describe, expect, test } from 'vitest';
import { isJsonObject, type JsonObject } from '../../index.ts';
import type { NodeEvent, NodeProcess } from './node-process.ts';
import { expectEcho, startListener, startPair } from './pair.ts';

/** No channel of the reference has such an id: both parities, far above what it gives. */
const FREE_IDS = [100_000, 100_001];

/** What a busy machine may take. */
const BUSY = { timeout: 10_000 };

/** What a node says of its line to another one. */
async function lineTo(node: NodeProcess, other: NodeProcess): Promise<JsonObject> {
  const { lines } = await node.ask({ do: 'lines' });
  const found = Array.isArray(lines)
    ? lines.filter(isJsonObject).find((l) => l.hashname === other.hashname)
    : undefined;
  if (found === undefined) throw new Error(`${node.program} has no line to ${other.program}`);
  return found;
}

/** What ours said or heard on its lines, of those that match. */
function plain(node: NodeProcess, dir: 'in' | 'out', isWanted: (js: JsonObject) => boolean): NodeEvent[] {
  return node.all('plain', (event) => event.dir === dir && isJsonObject(event.js) && isWanted(event.js));
}

describe('with --test', () => {
  let ours: NodeProcess;
  let reference: NodeProcess;
  beforeAll(async () => {
    ({ initiator: ours, answerer: reference } = await startPair(['ours', 'reference'], '--test'));
    await ours.ask({ do: 'tap', plain: true });
    await expectEcho(ours, reference, { line: 'open' });
  });

  test('both sides tell of the line alike: ids and stamps of the one are those of the other', async () => {
    const [here, there] = [await lineTo(ours, reference), await lineTo(reference, ours)];
    expect(here).toMatchObject({ open: true, line: there.theirs, theirs: there.line, at: there.theirAt });
    expect(here.theirAt).toBe(there.at);
    expect(here.path).toMatchObject({ ip: '127.0.0.1', port: reference.port, validated: true });
    expect(there.path).toMatchObject({ ip: '127.0.0.1', port: ours.port, validated: true });
  });

  test('channels are told by their ids and types', async () => {
    await ours.ask({ do: 'start', to: reference.hashname, type: '_report', js: {}, id: 'shown' });
    await reference.until('channel', ({ type }) => type === '_report');
    const { channels } = await lineTo(ours, reference);
    expect(Object.values(channels ?? {})).toContain('_report');
  });

  test('opens and channel packets are told as they are before sealing and after unsealing', async () => {
    const { at } = await ours.ask({ do: 'open', to: reference.hashname, fresh: true });
    await expectEcho(ours, reference, { plain: 1 });
    expect(plain(ours, 'out', (js) => js.at === at)[0]).toMatchObject({ kind: 'open', to: reference.hashname });
    expect(plain(ours, 'in', (js) => js.to === ours.hashname)[0]).toMatchObject({ kind: 'open', verified: true });
    const said = plain(
      ours,
      'out',
      ({ type, _: content }) => type === '_echo' && isJsonObject(content) && content.plain === 1,
    )[0];
    expect(said).toMatchObject({ kind: 'line', to: reference.hashname, js: { seq: 0, _: { plain: 1 } } });
    const c = isJsonObject(said?.js) ? said.js.c : undefined;
    const heard = plain(ours, 'in', (js) => js.c === c && js.seq === 0)[0];
    expect(heard).toMatchObject({ kind: 'line', from: reference.hashname });
  });

  test('a packet goes over the line as it was given', async () => {
    // Of the two ids one has the parity of ours; the reference takes that one.
    const body = Buffer.from('as given').toString('base64');
    for (const c of FREE_IDS) {
      const js = { c, type: '_report', seq: 0, _: { by: 'hand' } };
      await ours.ask({ do: 'packet', to: reference.hashname, js, body });
    }
    expect(await reference.until('channel', ({ js }) => JSON.stringify(js) === '{"by":"hand"}')).toMatchObject({
      body,
    });
  });

  test('an unknown channel is asked for its first packet, unless that came and was not taken', async () => {
    const js = { seq: 5, _: {} };
    for (const c of FREE_IDS) {
      await reference.ask({ do: 'packet', to: ours.hashname, js: { c: c + 2, type: '_unknown', seq: 0 } });
      for (const lost of [c, c + 2]) await reference.ask({ do: 'packet', to: ours.hashname, js: { ...js, c: lost } });
    }
    await expectEcho(reference, ours, { after: 'the packets' });
    const asked = plain(ours, 'out', ({ miss }) => Array.isArray(miss)).map((event) => event.js);
    expect(asked).toHaveLength(1); // of the parity of the reference
    expect(asked[0]).toMatchObject({ c: expect.toSatisfy((c) => FREE_IDS.includes(c)), ack: -1, miss: [0] });
  });

  test('path asks the other side, and hears its answer', async () => {
    const asked = plain(ours, 'out', ({ type }) => type === 'path').length;
    await expect
      .poll(async () => {
        await ours.ask({ do: 'path', to: reference.hashname });
        return plain(ours, 'out', ({ type }) => type === 'path').length;
      }, BUSY)
      .toBeGreaterThan(asked);
    await expect.poll(() => plain(ours, 'in', ({ path }) => isJsonObject(path)).length, BUSY).toBeGreaterThan(0);
  });

  test('the open again as it is changes nothing; a fresh one begins a new line', async () => {
    const before = await lineTo(ours, reference);
    expect(await ours.ask({ do: 'open', to: reference.hashname })).toMatchObject({ line: before.line, at: before.at });
    await expectEcho(ours, reference, { after: 'repeat' });
    expect((await lineTo(ours, reference)).line).toBe(before.line);

    const fresh = await ours.ask({ do: 'open', to: reference.hashname, fresh: true });
    expect(fresh.line).not.toBe(before.line);
    expect(Number(fresh.at)).toBeGreaterThan(Number(before.at));
    await expectEcho(ours, reference, { after: 'fresh' });
    await expectEcho(reference, ours, { after: 'fresh' });
    expect(await lineTo(reference, ours)).toMatchObject({ theirs: fresh.line, theirAt: fresh.at });
  });

  test('an open with an older stamp is ignored over there', async () => {
    const before = await lineTo(reference, ours);
    const at = Number(before.theirAt) - 60_000;
    const { ip, port } = { ip: '127.0.0.1', port: reference.port };
    expect(await ours.ask({ do: 'open', to: reference.hashname, at, ip, port })).toMatchObject({ at });
    await expectEcho(ours, reference, { still: 'here' });
    expect(await lineTo(reference, ours)).toMatchObject({ theirs: before.theirs, theirAt: before.theirAt });
  });

  test('a wait may be shortened, by the name it has in the reference', async () => {
    await expect(ours.ask({ do: 'set', name: 'nonsense', value: 1 })).rejects.toThrow('there are chan_timeout');
    await ours.ask({ do: 'set', name: 'chan_timeout', value: 1_000 });
    await ours.ask({ do: 'start', to: reference.hashname, type: '_unknown', js: {}, id: 'impatient' });
    await ours.until('end', ({ id, err }) => id === 'impatient' && err === 'timeout', BUSY.timeout);
  });
});

test('without --test there is none of it, and lines are still told', async () => {
  const { initiator: ours, answerer: reference } = await startPair(['ours', 'reference'], '--offline');
  const to = reference.hashname;
  for (const command of [{ do: 'open' }, { do: 'packet', js: {} }, { do: 'set', name: 'chan_timeout', value: 1 }])
    await expect(ours.ask({ ...command, to })).rejects.toThrow('only with --test');
  await expect(ours.ask({ do: 'tap', plain: true })).rejects.toThrow('only with --test');
  expect((await lineTo(ours, reference)).open).toBe(false);
  await ours.ask({ do: 'path', to }); // opens a line for its question
  await expect.poll(async () => (await lineTo(ours, reference)).open, BUSY).toBe(true);
});

test('options do what the commands do', async () => {
  const ours = await startListener('ours', '--test', '--plain', '--set', 'chan_timeout=500');
  const reference = await startListener('reference');
  await ours.ask({ do: 'addSeed', seed: reference.seed });
  await ours.ask({ do: 'start', to: reference.hashname, type: '_unknown', js: {}, id: 'impatient' });
  await ours.until('end', ({ id, err }) => id === 'impatient' && err === 'timeout', BUSY.timeout);
  expect(plain(ours, 'out', ({ type }) => type === '_unknown').length).toBeGreaterThan(0);
});
