import { refuse } from './ask.ts';
import type { Command } from './json-lines.ts';

/** Commands that need an option, and which. */
const REASONS: Readonly<Record<string, string>> = {
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
