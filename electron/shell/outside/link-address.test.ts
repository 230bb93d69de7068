import { expect, test } from 'vitest';
import { LINK_URL_CHARS_MAX } from '../../bridge/contract.ts';
import { readLink } from './link-address.ts';

test.each([
  ['https://example.org/a?b=c#d', 'https://example.org/a?b=c#d'],
  ['http://192.0.2.7:8080', 'http://192.0.2.7:8080/'],
  ['HTTPS://Example.org', 'https://example.org/'],
  ['https://пример.рф/', 'https://xn--e1afmkfd.xn--p1ai/'],
  ['https://example.org/\u202egpj.exe', 'https://example.org/%E2%80%AEgpj.exe'],
])('%s is opened as %s', (text, address) => {
  expect(readLink(text)).toBe(address);
});

test.each([
  '',
  'example.org',
  'file:///etc/passwd',
  'javascript:alert(1)',
  'data:text/html,x',
  'hashline:ABC',
  'ms-msdt:/id',
  'smb://server/share',
  'mailto:a@example.org',
  'https://user@example.org/',
  'https://bank.example:secret@example.org/',
  'https://',
  `https://example.org/${'a'.repeat(LINK_URL_CHARS_MAX)}`,
  `https://example.org/${'ä'.repeat(LINK_URL_CHARS_MAX / 2)}`, // longer once it is written in plain signs
])('%s is not given to the system', (text) => {
  expect(readLink(text)).toBeUndefined();
});
