import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createPageHandler, DECODER_SITE, isOfSite, MAIN_SITE, siteAddress } from './pages.ts';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'hashline-pages-'));
  mkdirSync(join(folder, 'renderer', 'assets'), { recursive: true });
  for (const name of [
    'index.html',
    'image-worker.html',
    'assets/index-Ab1.js',
    'assets/index.css',
    'assets/qr-worker-Zz9.js',
    'notes.txt',
  ]) {
    writeFileSync(join(folder, 'renderer', name), name);
  }
  writeFileSync(join(folder, 'secret.html'), 'secret');
});
afterAll(() => rmSync(folder, { recursive: true }));

const ask = async (site: typeof MAIN_SITE, url: string, init?: RequestInit) =>
  (await createPageHandler(join(folder, 'renderer'), site))(new Request(url, init));

describe('the page protocol', () => {
  test('serves what was built, each kind with its type and the policy', async () => {
    const page = await ask(MAIN_SITE, siteAddress(MAIN_SITE));
    expect([page.status, page.headers.get('content-type'), await page.text()]).toEqual([
      200,
      'text/html; charset=utf-8',
      'index.html',
    ]);
    const script = await ask(MAIN_SITE, 'app://hashline/assets/index-Ab1.js');
    expect([script.status, script.headers.get('content-type')]).toEqual([200, 'text/javascript; charset=utf-8']);
    for (const answer of [page, script]) {
      expect(answer.headers.get('content-security-policy')).toMatch(/^default-src 'none'; /);
      expect(answer.headers.get('content-security-policy')).not.toContain('unsafe');
      expect(answer.headers.get('x-content-type-options')).toBe('nosniff');
    }
    expect(await (await ask(MAIN_SITE, 'app://hashline/')).text()).toBe('index.html');
  });

  test('the document says how it begins, and its own styles are allowed by what they say', async () => {
    const styled = mkdtempSync(join(tmpdir(), 'hashline-pages-'));
    const styles = ':root { color: red; }\n';
    writeFileSync(join(styled, 'index.html'), `<html lang="en" dir="ltr"><style>${styles}</style></html>`);
    const handler = await createPageHandler(styled, MAIN_SITE, () => ({
      lang: 'ar',
      dir: 'rtl',
      'data-theme': 'dark',
    }));
    const page = await handler(new Request(siteAddress(MAIN_SITE)));
    expect(await page.text()).toBe(`<html lang="ar" dir="rtl" data-theme="dark"><style>${styles}</style></html>`);
    const hash = createHash('sha256').update(styles).digest('base64');
    expect(page.headers.get('content-security-policy')).toBe(
      MAIN_SITE.contentSecurityPolicy.replace("style-src 'self'", `style-src 'self' 'sha256-${hash}'`),
    );
    rmSync(styled, { recursive: true });
  });

  test('only the reader of QR codes may use WebAssembly, and nothing beside it', async () => {
    const policyOf = async (url: string) => (await ask(MAIN_SITE, url)).headers.get('content-security-policy');
    expect(await policyOf('app://hashline/assets/qr-worker-Zz9.js')).toBe(
      "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; script-src 'self' 'wasm-unsafe-eval'",
    );
    expect(await policyOf(siteAddress(MAIN_SITE))).not.toContain('wasm');
  });

  test.each([
    'app://hashline/../secret.html',
    'app://hashline/%2e%2e/secret.html',
    'app://hashline/..%2fsecret.html',
    'app://hashline/assets/../../secret.html',
    'app://hashline/assets',
    'app://hashline/notes.txt',
    'app://hashline//etc/passwd',
    'app://hashline/image-worker.html',
  ])('has nothing at %s', async (url) => {
    expect((await ask(MAIN_SITE, url)).status).toBe(404);
  });

  test('each site has its own document, at its own host, to be read only', async () => {
    expect(await (await ask(DECODER_SITE, siteAddress(DECODER_SITE))).text()).toBe('image-worker.html');
    expect((await ask(DECODER_SITE, 'app://decoder/index.html')).status).toBe(404);
    expect((await ask(DECODER_SITE, siteAddress(MAIN_SITE))).status).toBe(403);
    expect((await ask(MAIN_SITE, siteAddress(MAIN_SITE), { method: 'POST' })).status).toBe(403);
  });

  test.each([
    ['app://hashline/index.html', true],
    ['app://hashline/index.html#x', true],
    ['app://decoder/index.html', false],
    ['app://hashline.evil/index.html', false],
    ['app://hashline:80/index.html', false],
    ['https://hashline/index.html', false],
    ['media://hashline/index.html', false],
    ['about:blank', false],
    ['', false],
  ])('%s is our page: %s', (address, expected) => {
    expect(isOfSite(MAIN_SITE, address)).toBe(expected);
  });
});
