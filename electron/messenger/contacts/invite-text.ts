import { fail, ok, type Result } from '../../../switch/index.ts';
import { INVITE_CHARS_MAX } from '../limits.ts';
import { decodeBase32, encodeBase32 } from './base32.ts';
import { decodeInvite, type Invite, type InviteBytesProblem } from './invites.ts';

/** What a link begins with (WIRE.md "Invite"). Readers take either case. */
export const INVITE_LINK_PREFIX = 'hashline:invite/';

export type InviteTextProblem =
  | 'no-invite'
  | 'invite-mangled'
  | 'invite-truncated'
  | 'invite-foreign'
  | 'invite-newer-version';

const PROBLEM_OF: Record<InviteBytesProblem, InviteTextProblem> = {
  truncated: 'invite-truncated',
  mangled: 'invite-mangled',
  'newer-version': 'invite-newer-version',
};

/** Which of several troubles to tell: the one that says most about what the person holds. */
const TELLING: readonly InviteTextProblem[] = ['invite-newer-version', 'invite-mangled', 'invite-truncated'];

export function inviteLink(bytes: Uint8Array): string {
  return INVITE_LINK_PREFIX + encodeBase32(bytes);
}

/** The same in upper case: QR codes hold that in their alphanumeric mode, almost half the size. */
export function inviteQr(bytes: Uint8Array): string {
  return inviteLink(bytes).toUpperCase();
}

/** For people: one sentence, where to get the app, the link. */
export function inviteMessage(name: string, link: string): string {
  return [
    `${name} invites you to talk on Hashline, a messenger without a server in between.`,
    'If you don’t have it yet, get Hashline first. Then open this link, or copy this whole message into “Add someone”:',
    '',
    link,
    '',
  ].join('\n');
}

/** Finds an invite in any text around it: wrapped by a mail program, quoted, in either case, with a full stop after it. */
export function findInvite(text: string): Result<Invite, InviteTextProblem> {
  const problems = new Set<InviteTextProblem>();
  for (const start of linkStarts(text)) {
    const found = readAt(text.slice(start, start + INVITE_CHARS_MAX));
    if (found.ok) return found;
    problems.add(found.error);
  }
  const telling = TELLING.find((problem) => problems.has(problem));
  if (telling !== undefined) return fail(telling);
  return fail(FOREIGN_LINK.test(text) ? 'invite-foreign' : 'no-invite');
}

/** Something that wants to be opened by a program, but not by this one: any scheme, ours without an invite included. */
const FOREIGN_LINK =
  /\b(?:[a-z][a-z0-9+.-]{1,30}:\/\/\S|(?:hashline|simplex|tg|sgnl|mailto|openpgp4fpr|dcaccount|xmpp|matrix|whatsapp|signal|threema|magnet|tel|sms):\S)/i;

/** What programs put into the middle of a long word: a soft line break of mail, a quote mark, invisible characters. */
const WRAP = '(?:=?\\r?\\n[>\\s]*|[\\u00ad\\u200b\\u2060\\ufeff])*';
const LINK_START = new RegExp(`${[...'hashline:'].join(WRAP)}${WRAP}/{0,3}${WRAP}${[...'invite/'].join(WRAP)}`, 'gi');

/** Where the base32 of each link begins. */
function linkStarts(text: string): readonly number[] {
  return [...text.matchAll(LINK_START)].map((match) => match.index + match[0].length);
}

/**
 * Tries the readings of a wrapped link from the most careful to the most greedy: the checksum tells which is right, the
 * careful one tells what is wrong when none is.
 */
function readAt(text: string): Result<Invite, InviteTextProblem> {
  const careful = readBase32(joinLines(text));
  if (careful.ok) return careful;
  for (const reading of [firstWord(text), joinEverything(text)]) {
    const read = readBase32(reading);
    if (read.ok || read.error === 'invite-newer-version') return read;
  }
  return careful;
}

function readBase32(text: string): Result<Invite, InviteTextProblem> {
  const bytes = decodeBase32(text);
  if (bytes === undefined) return fail('invite-mangled');
  const invite = decodeInvite(bytes);
  return invite.ok ? ok(invite.value) : fail(PROBLEM_OF[invite.error]);
}

const INVISIBLE = /[\u00ad\u200b\u2060\ufeff]/g;
/** Digits that base32 leaves out count as part of the word, so that a mistyped link is mangled, not cut. */
const WORD = /^[A-Za-z0-9]*/;

function firstWord(text: string): string {
  return WORD.exec(text.replace(INVISIBLE, ''))?.[0] ?? '';
}

/** The word after the prefix, and of the lines below it those that hold nothing but one word more. */
function joinLines(text: string): string {
  let joined = '';
  for (const line of text.replace(INVISIBLE, '').split(/\r?\n/)) {
    const trimmed = line.replace(/^[>\s]+/, '').trimEnd();
    const word = WORD.exec(trimmed)?.[0] ?? '';
    const rest = trimmed.slice(word.length);
    if (joined.length > 0 && (word.length === 0 || /^\s+\S/.test(rest))) break;
    joined += word;
    if (rest !== '' && rest !== '=') break;
  }
  return joined;
}

/** Everything that could be base32, whatever stands between: a program has turned line breaks into spaces. */
function joinEverything(text: string): string {
  return text.replace(/[^A-Za-z2-7]/g, '');
}
