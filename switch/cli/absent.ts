import { refuse } from './ask.ts';
import type { Command } from './json-lines.ts';

/** Commands of the reference switch that this version lacks, and why. */
const REASONS: Readonly<Record<string, string>> = {
  seek: 'this version has no DHT: name a peer by addSeed',
  link: 'this version has no DHT: use online or start',
  peer: 'this version has no hole punching',
  thtp: 'this version has no THTP',
  serve: 'this version has no THTP',
  ping: 'this version has no LAN discovery',
  open: 'only with --test',
  packet: 'only with --test',
  set: 'only with --test',
  tap: 'only with --test',
  faults: 'only with --test',
  deny: 'only with --test',
  datagram: 'only with --test',
};

export const absentCommands: Record<string, Command> = Object.fromEntries(
  Object.entries(REASONS).map(([name, reason]) => [name, () => refuse(`${name}: ${reason}`)]),
);
