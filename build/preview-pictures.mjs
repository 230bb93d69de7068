import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { chromium } from '@playwright/test';
import { OUT } from './places.mjs';
import { LOOKS, SHOTS, WIDE } from './preview-shots.mjs';
import { openPreviewSite } from './preview-site.mjs';

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
const PAGE_MS = 250; // fades are over by then

mkdirSync(folder, { recursive: true });
const site = await openPreviewSite();
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
site.close();
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
  await page.goto(site.urlOf(asked));
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
