import { expect, test } from 'vitest';
import { linkLook } from './link-look.ts';

test('a plain address shows its host and nothing else', () => {
  expect(linkLook('https://Example.org:8443/a?b')).toEqual({
    host: 'example.org:8443',
    written: undefined,
    warning: undefined,
    address: 'https://example.org:8443/a?b',
  });
});

test.each([
  ['https://аррӏе.com/', 'xn--80ak6aa92e.com'], // all of it Cyrillic
  ['https://gооgle.com/', 'xn--ggle-55da.com'], // two letters Cyrillic
  ['https://ɡoogle.com/', 'xn--oogle-qmc.com'], // one Latin letter that looks like another
  ['https://xn--80ak6aa92e.com/', 'xn--80ak6aa92e.com'],
])('%s is warned of, with the host of the machine', (url, host) => {
  expect(linkLook(url)).toMatchObject({ host, warning: 'look-alike' });
});

test.each(['https://münchen.de/', 'https://пример.рф/', 'https://例え.jp/'])(
  '%s is honest, and said to be foreign',
  (url) => {
    const look = linkLook(url);
    expect(look?.warning).toBe('foreign');
    expect(look?.host).toMatch(/^xn--/);
    expect(look?.written).toBe(new URL(url).hostname === '' ? '' : url.slice('https://'.length, -1));
  },
);

test('wide letters are the plain ones, and the real host is shown', () => {
  expect(linkLook('https://ｅxample.org/')).toMatchObject({ host: 'example.org', warning: undefined });
});

test.each(['http://192.0.2.7/', 'http://[2001:db8::1]/', 'http://3221225991/'])('%s is a number', (url) => {
  expect(linkLook(url)?.warning).toBe('number');
});

test('what comes before an @ is no host, and nothing in the address can turn around', () => {
  expect(linkLook('https://bank.example@evil.example/')?.host).toBe('evil.example');
  expect(linkLook('https://example.org/\u202egpj.exe')?.address).toBe('https://example.org/%E2%80%AEgpj.exe');
});

test.each(['javascript:alert(1)', 'file:///a', 'ftp://a.b', 'no address', 'https://'])(
  '%s is no web address',
  (url) => {
    expect(linkLook(url)).toBeUndefined();
  },
);
