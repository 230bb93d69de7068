import { createReadStream, existsSync, mkdirSync } from 'node:fs';
import { createServer } from 'node:http';
import { extname, join } from 'node:path';
import { chromium } from '@playwright/test';
import { build } from 'vite';
import { OUT } from './places.mjs';
import preview from './preview.config.mjs';
import { LOOKS, SHOTS, WIDE } from './preview-shots.mjs';

/**
 * Builds the preview (renderer/testing) and takes pictures of every screen under the app's content security policy. Any
 * complaint of the page ends it with an error.
 *
 *   CHROMIUM=FILE node build/preview-pictures.mjs [OUT_FOLDER] [parts of names, e.g. "chat,-rtl,tray-large"]
 *
 * Without a part of a name: everything in light and dark.
 */
const [folder = join(OUT, 'pictures'), only = ''] = process.argv.slice(2);
const executablePath = process.env.CHROMIUM ?? '/usr/bin/chromium';
const SITE = join(OUT, 'preview');
const PAGE_MS = 250; // fades are over by then

/** The same as electron/shell/pages.ts sends. */
const POLICY =
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' media: data: blob:; font-src 'self'; connect-src 'self'";
/** @type {Record<string, string>} */
const TYPES = { '.html': 'text/html', '.js': 'text/javascript', '.css': 'text/css' };

await build({ ...preview, configFile: false, logLevel: 'warn' });
mkdirSync(folder, { recursive: true });
const server = createServer((request, response) => {
  const path = join(SITE, new URL(request.url ?? '/', 'http://preview').pathname);
  const exists = existsSync(path);
  response.writeHead(exists ? 200 : 204, {
    'content-type': TYPES[extname(path)] ?? 'text/plain',
    'content-security-policy': POLICY,
  });
  if (exists) createReadStream(path).pipe(response);
  else response.end();
});
await new Promise((done) => server.listen(0, '127.0.0.1', () => done(undefined)));
const address = server.address();
const port = typeof address === 'object' ? address?.port : undefined;

const browser = await chromium.launch({
  executablePath,
  args: ['--no-sandbox', '--force-color-profile=srgb'],
  ignoreDefaultArgs: ['--hide-scrollbars'],
});
/** @type {string[]} */
const complaints = [];
for (const [look, lookAsked, language] of LOOKS) {
  for (const shot of SHOTS) {
    const name = `${shot[0]}-${look}`;
    const isWanted =
      only === '' ? look === 'light' || look === 'dark' : only.split(',').some((part) => name.includes(part));
    if (isWanted) await take(name, { ...shot[1], ...lookAsked }, shot[2] ?? WIDE, shot[3], language);
  }
}
await browser.close();
server.close();
if (complaints.length > 0) {
  console.error(complaints.join('\n'));
  process.exitCode = 1;
}

/**
 * @param {string} name
 * @param {Record<string, string>} asked
 * @param {import('./preview-shots.mjs').Size} viewport
 * @param {import('./preview-shots.mjs').Act | undefined} act
 * @param {string | undefined} language
 */
async function take(name, asked, viewport, act, language) {
  const page = await browser.newPage({ viewport, reducedMotion: 'reduce' });
  page.on('console', (message) => message.type() === 'error' && complaints.push(`${name}: ${message.text()}`));
  page.on('pageerror', (error) => complaints.push(`${name}: ${error}`));
  await page.goto(`http://127.0.0.1:${port}/testing/preview.html?${new URLSearchParams(asked)}`);
  await page.locator('#root > *').first().waitFor();
  try {
    await act?.(page);
  } catch (error) {
    complaints.push(`${name}: ${error}`);
  }
  if (language !== undefined) {
    await page.evaluate(`bridge.setLook({ language: '${language}' })`);
    await page.locator(`html[lang=${language}]`).waitFor();
  }
  await page.waitForTimeout(PAGE_MS);
  await page.screenshot({ path: join(folder, `${name}.png`) });
  await page.close();
}
