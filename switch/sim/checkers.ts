import { LINE_TIMEOUT_MS } from '../constants.ts';
import { equalBytes } from '../index.ts';
import type { Peer } from '../peers/peer.ts';
import type { SimNode } from './node.ts';

/** What is wrong with the lines between nodes once nothing has disturbed them for longer than a line lives in silence. */
export function faultsOfLines(nodes: readonly SimNode[], nowMs: number): readonly string[] {
  const faults: string[] = [];
  for (const node of nodes)
    for (const peer of node.insides.peers.all()) {
      if (!peer.line.isConfirmed) continue;
      const silentMs = nowMs - peer.lastReceivedAtMs;
      const name = `line ${short(node.identity.hashname)} - ${short(peer.hashname)}`;
      if (silentMs > LINE_TIMEOUT_MS) faults.push(`${name} lives after ${silentMs.toFixed(0)} ms of silence`);
      const other = nodes.find(({ identity }) => identity.hashname === peer.hashname);
      const theirs = other?.insides.peers.get(node.identity.hashname);
      if (theirs?.line.isConfirmed === true && !haveSameKeys(peer, theirs)) faults.push(`${name} has wrong keys`);
    }
  return faults;
}

/** What a node keeps although nothing needs it, while it runs and nothing of the application's is underway. */
export function faultsOfIdle(node: SimNode): readonly string[] {
  const { peers, channels, handshake, context } = node.insides;
  const name = short(node.identity.hashname);
  const faults: string[] = [];
  for (const { machine, owner } of channels.all())
    if (owner === undefined) faults.push(`${name} keeps a channel ${machine.type} of the application`);
  const all = [...peers.all()];
  for (const peer of all) if (isNameOnly(peer)) faults.push(`${name} keeps ${short(peer.hashname)} for nothing`);
  const sides = all.filter(({ line }) => line.side !== undefined).length;
  if (handshake.lineCount !== sides) faults.push(`${name} knows ${handshake.lineCount} line ids for ${sides} lines`);
  const underway = [...channels.all()].filter(({ owner }) => owner !== undefined).length;
  if (context.tunnels.size > underway) faults.push(`${name} has more tunnels than channels`);
  return faults;
}

/** What is left in a node that has been closed. */
export function faultsOfClosed(node: SimNode): readonly string[] {
  const { peers, channels, handshake, context, table } = node.insides;
  const all = [...peers.all()];
  const left = {
    timers: context.timers.nextAtMs() === undefined ? 0 : context.timers.size,
    channels: [...channels.all()].length,
    'channels of peers': all.reduce((sum, peer) => sum + peer.channels.size + peer.waiting.size, 0),
    'line ids': handshake.lineCount,
    sessions: all.filter(({ line }) => line.session !== undefined || line.side !== undefined).length,
    strangers: all.filter(({ isStranger }) => isStranger).length,
    links: table.size,
    tunnels: context.tunnels.size,
    datagrams: context.transmits.length + context.later.length,
  };
  return Object.entries(left).flatMap(([what, count]) =>
    count === 0 ? [] : [`${short(node.identity.hashname)} was closed and keeps ${count} ${what}`],
  );
}

/** What we send is what they expect, and the other way round. */
function haveSameKeys(ours: Peer, theirs: Peer): boolean {
  const [a, b] = [ours.line.session?.keys, theirs.line.session?.keys];
  if (a === undefined || b === undefined) return false;
  return equalBytes(a.encrypt, b.decrypt) && equalBytes(a.decrypt, b.encrypt);
}

/** A stranger without a line, without a channel, and without anybody who opens to it. */
function isNameOnly(peer: Peer): boolean {
  const { line } = peer;
  const hasLine = line.session !== undefined || line.side !== undefined || peer.dial !== undefined;
  return peer.isStranger && !hasLine && peer.channels.size === 0 && peer.waiting.size === 0;
}

function short(hashname: string): string {
  return hashname.slice(0, 8);
}
