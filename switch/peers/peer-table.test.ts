import { describe, expect, test } from 'vitest';
import { ReliableChannel } from '../channel/reliable-channel.ts';
import { STRANGERS_MAX } from '../constants.ts';
import type { ChannelHandle } from '../events.ts';
import type { Hashname } from '../hashname/hashname.ts';
import type { Path } from '../paths/path.ts';
import { ActiveChannel } from './active-channel.ts';
import type { Peer } from './peer.ts';
import { PeerTable } from './peer-table.ts';

const name = (number: number) => number.toString(16).padStart(64, '0') as Hashname;
const SELF = name(0);
const PATH: Path = { type: 'ipv4', ip: '10.0.0.1', port: 1 };

function createTable() {
  const forgotten: Peer[] = [];
  return { table: new PeerTable(SELF, (peer) => forgotten.push(peer)), forgotten };
}

describe('strangers', () => {
  test('beyond the bound push out the one silent for longest, never somebody the application named', () => {
    const { table, forgotten } = createTable();
    table.known(0, name(1));
    for (let number = 2; number < 2 + STRANGERS_MAX; number++) table.stranger(number, name(number));
    const quiet = table.get(name(2));
    if (quiet !== undefined) quiet.lastReceivedAtMs = 9_999;
    expect(table.stranger(10_000, name(9_000))).toBeDefined();
    expect(forgotten.map(({ hashname }) => hashname)).toEqual([name(3)]);
    expect(table.get(name(1))).toBeDefined();
  });

  test('who all have an open channel leave no room for another', () => {
    const { table } = createTable();
    for (let number = 1; number <= STRANGERS_MAX; number++) {
      const peer = table.stranger(0, name(number));
      if (peer === undefined) throw new Error('full too early');
      const machine = new ReliableChannel('_hello', true);
      peer.channels.add(1, new ActiveChannel(number as ChannelHandle, peer, machine, 1));
    }
    expect(table.stranger(0, name(9_000))).toBeUndefined();
  });

  test('that the application names are strangers no longer', () => {
    const { table, forgotten } = createTable();
    for (let number = 1; number <= STRANGERS_MAX; number++) table.stranger(0, name(number));
    table.known(0, name(1));
    table.stranger(1, name(9_000));
    expect(forgotten).toEqual([]);
  });
});

describe('whereabouts', () => {
  test('are those of people we know, learned before or after we knew them, until they are forgotten', () => {
    const { table } = createTable();
    const stranger = table.stranger(0, name(1));
    if (stranger === undefined) throw new Error('no room');
    table.addPath(stranger, PATH);
    expect(table.isWhereabouts(PATH)).toBe(false);
    const known = table.known(0, name(1));
    expect(table.isWhereabouts(PATH)).toBe(true);
    table.forget(known);
    expect(table.isWhereabouts(PATH)).toBe(false);
    expect(table.get(name(1))).toBeUndefined();
  });
});
