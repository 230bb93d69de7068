import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { encodeBase32 } from './base32.ts';
import { findInvite, inviteLink, inviteMessage, inviteQr } from './invite-text.ts';
import { encodeInvite, type Invite } from './invites.ts';

const modulus = new Uint8Array(256).map((_, index) => (index * 7 + 131) & 0xff);
modulus[0] = 0xc5;
const invite: Invite = {
  modulus,
  name: 'Anna',
  paths: [{ type: 'ipv4', ip: '192.0.2.7', port: 42_424 }],
  secret: new Uint8Array(16).fill(9),
  expiresAtS: 1_800_000_000,
  seeds: [],
};
const bytes = encodeInvite(invite);
const link = inviteLink(bytes);
const found = { ok: true, value: invite };

/** As mail programs do: at most `width` characters a line, `mark` in front of each. */
function wrap(text: string, width: number, end: string, mark = ''): string {
  const lines = text.match(new RegExp(`.{1,${width}}`, 'gs')) ?? [];
  return lines.map((line) => mark + line).join(`${end}\n`);
}

describe('findInvite', () => {
  test('reads the link, the QR text and the message made for people', () => {
    expect(findInvite(link)).toEqual(found);
    expect(findInvite(inviteQr(bytes))).toEqual(found);
    expect(findInvite(inviteMessage('Anna', link))).toEqual(found);
    expect(findInvite(link.toLowerCase())).toEqual(found);
  });

  test.each([
    ['a full stop after it', `Here: ${link}.`],
    ['brackets', `<${link}>`],
    ['quotes', `"${link}"`],
    ['words after it', `${link} see you there`],
    ['a line of words after it', `${link}\nSee you there, love`],
    ['one word after it', `${link}\nAnna`],
    ['slashes as a browser adds them', link.replace('hashline:', 'hashline://')],
    ['line breaks', wrap(`Hello\n\nplease come: ${link}`, 60, '')],
    ['Windows line breaks', wrap(link, 60, '\r')],
    ['soft line breaks', wrap(`Come to ${link}`, 75, '=')],
    ['a quoted mail', wrap(link, 64, '', '> ')],
    ['a mail quoted twice', wrap(link, 64, '', '>> > ')],
    ['line breaks that became spaces', wrap(link, 60, '').replaceAll('\n', ' ')],
    ['invisible characters in it', link.replace(/(.{50})/g, '$1\u200b')],
    ['words after the last line', `${wrap(link, 60, '')} and so on\nmore words here`],
    ['a broken one before it', `hashline:invite/AEAAAA and then ${link}`],
  ])('finds it with %s', (_what, text) => {
    expect(findInvite(text)).toEqual(found);
  });

  test('finds it wrapped at any width and quoted or not', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 17, max: 120 }),
        fc.constantFrom('', '=', '\r', '=\r'),
        fc.constantFrom('', '> ', '>'),
        (width, end, mark) => {
          expect(findInvite(`Hi!\n${wrap(link, width, end, mark)}\n\nBye`)).toEqual(found);
        },
      ),
    );
  });

  test.each([
    ['', 'no-invite'],
    ['see you tomorrow', 'no-invite'],
    ['https://signal.group/#abc', 'invite-foreign'],
    ['simplex:/invitation#/?v=1', 'invite-foreign'],
    ['hashline:something/else', 'invite-foreign'],
    ['tg://join?invite=abc', 'invite-foreign'],
    ['hashline:invite/', 'invite-truncated'],
    [link.slice(0, -1), 'invite-truncated'],
    [link.slice(0, 100), 'invite-truncated'],
    [`${link.slice(0, 200)}\nSee you there`, 'invite-truncated'],
  ])('%j is %s', (text, error) => {
    expect(findInvite(text)).toEqual({ ok: false, error });
  });

  test('a letter that was changed is mangled or, in the length fields, truncated; never an invite', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 16, max: link.length - 2 }),
        fc.constantFrom('A', 'Z', '7', '0', '1'),
        (at, letter) => {
          fc.pre(link[at] !== letter);
          const answer = findInvite(link.slice(0, at) + letter + link.slice(at + 1));
          expect(answer.ok).toBe(false);
          if (!answer.ok) expect(['invite-mangled', 'invite-truncated']).toContain(answer.error);
        },
      ),
    );
  });

  test('no text makes it throw, and none without a link is an invite', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 500 }), (text) => {
        expect(findInvite(text).ok).toBe(false);
      }),
    );
    const anyTail = fc.string({ unit: fc.constantFrom(...'ABCabc234 \n=>.01'), maxLength: 900 });
    fc.assert(
      fc.property(anyTail, (tail) => {
        expect(findInvite(`hashline:invite/${tail}`).ok).toBe(false);
      }),
    );
  });
});

describe('the QR text', () => {
  test('is upper case, of the alphanumeric set, and under 900 characters at its longest', () => {
    const v6 = { type: 'ipv6', ip: '2001:db8:1:2:3:4:5:6', port: 65_535 } as const;
    const longest = encodeInvite({ ...invite, name: 'x'.repeat(40), paths: [v6, v6, v6] });
    expect(inviteQr(longest)).toMatch(/^HASHLINE:INVITE\/[A-Z2-7]+$/);
    expect(inviteQr(longest).length).toBeLessThan(900);
    expect(encodeBase32(longest).length).toBe(Math.ceil((longest.length * 8) / 5));
  });
});
