import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { _electron, type ConsoleMessage, type ElectronApplication, expect, type Page, test } from '@playwright/test';
import { PLAYWRIGHT_LOADER } from '../build/app-window.mjs';
import { ALWAYS_INSPECTED, COMPARED } from '../build/compared-pictures.mjs';
import { openDisplay } from '../build/display.mjs';
import { electronRuntime } from '../build/electron-runtime.mjs';
import { OUT, ROOT } from '../build/places.mjs';
import { type Act, LOOKS, SHOTS, type Size, WIDE } from '../build/preview-shots.mjs';
import { openPreviewSite } from '../build/preview-site.mjs';
import { missingFonts, onlyTheseFonts } from './support/fonts.ts';
import { findingsOf } from './support/inspect.ts';

/**
 * Pictures of the screens, and what Axe finds in them. The pictures are held against those in e2e/references (`node build/pictures.mjs --update` renews them). They are of
 * the preview: the app's own page with a bridge that always tells the same, in the app's own Electron.
 */

/** Another Chromium draws letters and shadows a little differently. This is the Electron that npm alone can bring. */
const PAINTED_BY = '25.1.1';
/** One a core of the smallest machine. */
const WINDOWS = 2;
/** Of a picture's points at most this part may differ, and a point differs from this distance in colour (0 to 1) on. */
const TOLERANCE = { maxDiffPixelRatio: 0.005, threshold: 0.1 };
/** Whoever looks at a picture that is still moving after this many looks has found a mistake. */
const LOOKS_MAX = 20;
/** The preview answers at once: what can't be clicked by then can't be clicked. */
const ACTION_TIMEOUT_MS = 5_000;
/** The page itself is loaded anew for each picture, also while the apps of other tests begin. */
const LOAD_TIMEOUT_MS = 30_000;
/** A full run takes 160 pictures, and has Axe look at 144 screens in six looks. */
const FULL_RUN_MS = 1_200_000;
/** A Monday at noon, in the middle of a month and of a year: no picture changes with the day on which it is taken. */
const NOW = new Date('2026-06-15T12:00:00Z');

/** `npm run test:full`, and build/pictures.mjs. */
const IS_FULL_RUN = process.env.FULL === '1';
/** build/pictures.mjs wants them and nothing else. */
const IS_INSPECTED = process.env.PICTURES_ALONE !== '1';

interface Picture {
  readonly name: string;
  readonly asked: Readonly<Record<string, string>>;
  readonly size: Size;
  readonly act: Act | undefined;
}

/** In which a screen that can be read in one may be too faint in another, or lie under something. Each is put over the one before. */
const INSPECTED_LOOKS: readonly (readonly [look: string, wear: Act])[] = [
  ['light', (page) => page.emulateMedia({ colorScheme: 'light', contrast: 'no-preference', reducedMotion: 'reduce' })],
  ['dark', (page) => page.emulateMedia({ colorScheme: 'dark' })],
  ['dark-contrast', (page) => page.emulateMedia({ contrast: 'more' })],
  ['contrast', (page) => page.emulateMedia({ colorScheme: 'light' })],
  ['mirrored', mirror],
  ['huge', enlarge],
];
/** What a look can change. All else that Axe knows lies in the page itself, and is looked at once. */
const RULES_OF_LOOKS = ['color-contrast', 'scrollable-region-focusable'];

let electron: ElectronApplication;
let site: Awaited<ReturnType<typeof openPreviewSite>>;
/** Why these pictures can't be held against the references; undefined where they can. */
let whyNot: string | undefined;

test.beforeAll(async () => {
  const runtime = await electronRuntime();
  const missing = missingFonts();
  if (runtime.version !== PAINTED_BY)
    whyNot = `the references are painted by Electron ${PAINTED_BY}, this is ${runtime.version}`;
  else if (missing.length > 0) whyNot = `fonts are missing: ${missing.join(', ')}`;
  const display = await openDisplay();
  site = await openPreviewSite();
  electron = await _electron.launch({
    executablePath: runtime.executable,
    args: [
      ...[
        ...runtime.args,
        '--disable-gpu',
        '--force-color-profile=srgb',
        '--force-device-scale-factor=1',
        '--lang=en-GB',
      ],
      ...[`--user-data-dir=${join(OUT, 'preview-profile')}`, '-r', PLAYWRIGHT_LOADER],
      ...[join(ROOT, 'e2e', 'support', 'preview-window.cjs'), String(WINDOWS)],
    ],
    env: {
      ...(process.env as Record<string, string>),
      ...display.env,
      ...(missing.length === 0 && (await onlyTheseFonts())),
      TZ: 'UTC',
      LANG: 'en_GB.UTF-8',
    },
  });
});

test.afterAll(async () => {
  await electron.close();
  site.close();
});

test('every screen looks as it did', async () => {
  expect(await inAllWindows(picturesToTake(), take)).toEqual([]);
  if (whyNot !== undefined) process.stdout.write(`pictures: taken, but not compared: ${whyNot}\n`);
});

/** One page a screen, and not one a look: loading it and getting there takes most of the time. */
test('every screen can be read by everybody', async () => {
  test.skip(!IS_INSPECTED, 'only the pictures are wanted');
  const screens = SHOTS.filter(([screen]) => IS_FULL_RUN || ALWAYS_INSPECTED.includes(screen)).map(
    ([name, asked, size = WIDE, act]): Picture => ({ name, asked, size, act }),
  );
  const inspectAll = async (page: Page, { name }: Picture, complaints: string[]) => {
    for (const [look, wear] of INSPECTED_LOOKS) {
      await wear(page);
      const findings = await findingsOf(page, look === 'light' ? [] : RULES_OF_LOOKS);
      for (const finding of findings) complaints.push(`${name}-${look}: ${JSON.stringify(finding)}`);
    }
  };
  expect(await inAllWindows(screens, inspectAll)).toEqual([]);
});

/** Every screen in every look in which it is compared. */
function picturesToTake(): Picture[] {
  return LOOKS.flatMap(([look, worn]) => {
    const [, names = [], always = []] = COMPARED.find(([other]) => other === look) ?? [];
    const compared = IS_FULL_RUN ? names : always;
    return SHOTS.filter(([screen]) => compared.includes(screen)).map(
      ([screen, scene, size = WIDE, act]): Picture => ({
        name: `${screen}-${look}`,
        asked: { ...scene, ...worn },
        size,
        act,
      }),
    );
  });
}

test('each picture that is compared is one that is taken', () => {
  for (const [look, names] of COMPARED) {
    expect(LOOKS.map(([name]) => name)).toContain(look);
    expect(SHOTS.map(([name]) => name)).toEqual(expect.arrayContaining([...names]));
  }
});

type Look = (page: Page, picture: Picture, complaints: string[]) => Promise<void>;

/** Opens each of them in one of the windows; what the pages complained of, and who looked at them. */
async function inAllWindows(pictures: readonly Picture[], look: Look): Promise<readonly string[]> {
  if (IS_FULL_RUN) test.setTimeout(FULL_RUN_MS);
  await expect.poll(() => electron.windows().length).toBe(WINDOWS);
  await electron.context().clock.setFixedTime(NOW);
  const complaints: string[] = [];
  const left = [...pictures];
  await Promise.all(electron.windows().map((page) => openAll(page, left, look, complaints)));
  return complaints;
}

async function openAll(page: Page, left: Picture[], look: Look, complaints: string[]): Promise<void> {
  let name = '';
  const onConsole = (message: ConsoleMessage) =>
    message.type() === 'error' && complaints.push(`${name}: ${message.text()}`);
  const onError = (error: Error) => complaints.push(`${name}: ${error.message}`);
  page.on('console', onConsole);
  page.on('pageerror', onError);
  page.setDefaultTimeout(ACTION_TIMEOUT_MS);
  page.setDefaultNavigationTimeout(LOAD_TIMEOUT_MS);
  for (let next = left.shift(); next !== undefined; next = left.shift()) {
    name = next.name;
    await page.emulateMedia({ colorScheme: 'light', contrast: 'no-preference', reducedMotion: 'reduce' });
    await page.setViewportSize(next.size);
    await page.goto(site.urlOf(next.asked));
    await page.locator('#root > *').first().waitFor({ timeout: LOAD_TIMEOUT_MS });
    try {
      await next.act?.(page);
      await look(page, next, complaints);
    } catch (error) {
      complaints.push(`${name}: ${String(error)}`);
    }
  }
  page.off('console', onConsole);
  page.off('pageerror', onError);
}

async function take(page: Page, { name, asked }: Picture): Promise<void> {
  if (asked.dir === 'rtl') await mirror(page);
  const png = await still(page);
  const path = join(ROOT, 'e2e', 'out', 'pictures', `${name}.png`);
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, png);
  if (whyNot === undefined) expect.soft(png, name).toMatchSnapshot(`${name}.png`, TOLERANCE);
}

/** From right to left with the English words: what the stylesheets do, whatever is translated so far. */
async function mirror(page: Page): Promise<void> {
  await page.evaluate(() => {
    document.documentElement.dir = 'rtl';
  });
}

/** The largest text that can be chosen. */
async function enlarge(page: Page): Promise<void> {
  await page.evaluate(() => {
    document.documentElement.style.fontSize = '200%';
  });
}

/** The page when nothing in it moves any more: the same picture twice. */
async function still(page: Page): Promise<Buffer> {
  await page.evaluate(async () => {
    await document.fonts.ready;
    await Promise.allSettled([...document.images].map((image) => image.decode()));
  });
  let last: Buffer = Buffer.alloc(0);
  for (let look = 0; look < LOOKS_MAX; look++) {
    const png = await page.screenshot({ animations: 'disabled', caret: 'hide', timeout: LOAD_TIMEOUT_MS });
    if (png.equals(last)) return png;
    last = png;
  }
  throw new Error('The picture never stands still.');
}
