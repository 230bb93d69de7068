import { LINK_CHARS_MAX } from './limits.ts';

/** The scheme of invite links (WIRE.md "Invite"), registered with the system for installed copies. */
export const LINK_SCHEME = 'hashline';

/** Whether a program outside may have meant this for us. What it says is read by the messenger, as any pasted text. */
export function isLink(text: string): boolean {
  return text.length <= LINK_CHARS_MAX && text.slice(0, LINK_SCHEME.length + 1).toLowerCase() === `${LINK_SCHEME}:`;
}

/** The link among the arguments of a command line: systems put it last, and Chromium's own switches around it. */
export function findLink(argv: readonly string[]): string | undefined {
  return argv.find(isLink);
}
