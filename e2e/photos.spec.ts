import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import sharp, { type Sharp } from 'sharp';
import type { App } from './support/app.ts';
import { expect, test } from './support/fixtures.ts';
import { Person } from './support/person.ts';

interface Staged {
  readonly stagedId: string;
  readonly widthPx: number;
  readonly heightPx: number;
  readonly sizes: { readonly small: number; readonly good: number; readonly original: number };
  readonly thumbhash: string;
  readonly takenAt?: string;
}

/** WIRE.md "Event": a thumbnail is at most 24 KiB of base64url. */
const THUMB_BYTES_MAX = 18_432;
/** Thirty photos, one after the other, on a machine that has other work. */
const PREPARED_TIMEOUT_MS = 90_000;

/** Hands a file to the app as the page does, and gives back what the window would show of it. */
async function stage(app: App, bytes: Buffer) {
  const staged = await app.page.evaluate(async (text) => {
    const { bridge } = window as unknown as { bridge: Record<string, (input: unknown) => Promise<unknown>> };
    const file = Uint8Array.from(atob(text), (character) => character.charCodeAt(0));
    return (await bridge.stagePhoto?.({ fileName: 'p', file: { bytes: file } })) as {
      ok: boolean;
      value: Staged;
      error: string;
    };
  }, bytes.toString('base64'));
  expect(staged.ok, staged.error).toBe(true);
  const full = await app.picture(`media://staged/${staged.value.stagedId}/full`);
  const thumb = await app.picture(`media://staged/${staged.value.stagedId}/thumb`);
  return { staged: staged.value, full, thumb };
}

/** Red above left, green above right, blue below left, white below right: so each of the eight turns shows. */
function corners(width: number, height: number): Sharp {
  const [w, h] = [width / 2, height / 2];
  return sharp(
    Buffer.from(`<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}">
      <rect width="${w}" height="${h}" fill="#f00"/><rect x="${w}" width="${w}" height="${h}" fill="#0f0"/>
      <rect y="${h}" width="${w}" height="${h}" fill="#00f"/><rect x="${w}" y="${h}" width="${w}" height="${h}" fill="#fff"/>
    </svg>`),
  ).flatten();
}

/** The colour in the middle of each quarter, as a letter. */
async function cornersOf(bytes: Buffer): Promise<string> {
  const { data, info } = await sharp(bytes).removeAlpha().raw().toBuffer({ resolveWithObject: true });
  const letterAt = (x: number, y: number) => {
    const at = (Math.floor(info.height * y) * info.width + Math.floor(info.width * x)) * info.channels;
    const [red = 0, green = 0, blue = 0] = data.subarray(at, at + 3);
    if (Math.min(red, green, blue) > 128) return 'w';
    return red > 128 ? 'r' : green > 128 ? 'g' : 'b';
  };
  return letterAt(0.25, 0.25) + letterAt(0.75, 0.25) + letterAt(0.25, 0.75) + letterAt(0.75, 0.75);
}

/** How to store an upright picture so that each EXIF orientation turns it upright again. */
const STORED: readonly ((picture: Sharp) => Sharp)[] = [
  (picture) => picture,
  (picture) => picture.flop(),
  (picture) => picture.rotate(180),
  (picture) => picture.flip(),
  (picture) => picture.rotate(270).flop(),
  (picture) => picture.rotate(270),
  (picture) => picture.rotate(90).flop(),
  (picture) => picture.rotate(90),
];

test('pictures in all eight orientations come out upright and without metadata', async ({ open }) => {
  const { app } = await Person.firstRun('Alice', await open('alice'));
  for (const [index, store] of STORED.entries()) {
    const upright = await corners(120, 80).png().toBuffer();
    const turned = await store(sharp(upright)).png().toBuffer();
    const file = await sharp(turned)
      .withMetadata({ orientation: index + 1 })
      .withExifMerge({ IFD3: { GPSLatitudeRef: 'N', GPSLatitude: '48/1 12/1 0/1' } })
      .jpeg({ quality: 95 })
      .toBuffer();
    const { staged, full, thumb } = await stage(app, file);
    expect([staged.widthPx, staged.heightPx], `orientation ${index + 1}`).toEqual([120, 80]);
    for (const { bytes } of [full, thumb]) {
      expect(await cornersOf(bytes), `orientation ${index + 1}`).toBe('rgbw');
      expect((await sharp(bytes).metadata()).exif).toBeUndefined();
    }
  }
});

test('what is see-through stays so, what is not becomes a JPEG, and nothing grows', async ({ open }) => {
  const { app } = await Person.firstRun('Alice', await open('alice'));
  const clear = sharp({
    create: { width: 300, height: 200, channels: 4, background: { r: 200, g: 30, b: 30, alpha: 0.4 } },
  });
  const solid = corners(300, 200);
  for (const [file, type] of [
    [await clear.clone().png().toBuffer(), 'image/png'],
    [await clear.clone().webp().toBuffer(), 'image/webp'],
    [await solid.clone().png().toBuffer(), 'image/jpeg'],
    [await solid.clone().webp().toBuffer(), 'image/jpeg'],
    [await solid.clone().gif().toBuffer(), 'image/jpeg'],
    [await solid.clone().avif({ effort: 0 }).toBuffer(), 'image/jpeg'],
    [await solid.clone().jpeg({ progressive: true }).toBuffer(), 'image/jpeg'],
  ] as const) {
    const { staged, full } = await stage(app, file);
    expect(full.type).toBe(type);
    expect([staged.widthPx, staged.heightPx]).toEqual([300, 200]);
    const metadata = await sharp(full.bytes).metadata();
    expect([metadata.width, metadata.height, metadata.hasAlpha]).toEqual([300, 200, type !== 'image/jpeg']);
    expect(staged.sizes.good).toBe(full.bytes.length);
  }
});

test('large, thin and noisy pictures fit the limits of what is sent', async ({ open }) => {
  const { app } = await Person.firstRun('Alice', await open('alice'));
  const noise = (width: number, height: number) =>
    sharp({
      create: { width, height, channels: 3, background: 'grey', noise: { type: 'gaussian', mean: 128, sigma: 80 } },
    });
  for (const [file, width, height] of [
    [await noise(4_000, 3_000).jpeg({ quality: 60 }).toBuffer(), 2_048, 1_536],
    [await noise(6_000, 20).png().toBuffer(), 2_048, 7],
    [await noise(1, 1).png().toBuffer(), 1, 1],
    [await noise(2_048, 2_048).jpeg({ quality: 60 }).toBuffer(), 2_048, 2_048],
  ] as const) {
    const { staged, full, thumb } = await stage(app, file);
    expect([staged.widthPx, staged.heightPx]).toEqual([width, height]);
    expect(full.type).toBe('image/jpeg');
    expect(thumb.bytes.length).toBeLessThanOrEqual(THUMB_BYTES_MAX);
    const { width: thumbWidth, height: thumbHeight } = await sharp(thumb.bytes).metadata();
    expect(Math.max(thumbWidth, thumbHeight)).toBeLessThanOrEqual(320);
    expect(Buffer.from(staged.thumbhash, 'base64url').length).toBeGreaterThan(4);
  }
});

test('a picture is given by range, and under no other name or method', async ({ open }) => {
  const { app } = await Person.firstRun('Alice', await open('alice'));
  const { staged, full } = await stage(app, await corners(400, 300).jpeg().toBuffer());
  const asked = await app.electron.evaluate(async ({ BrowserWindow }, id) => {
    const { session } = BrowserWindow.getAllWindows().find((one) => one.isVisible())?.webContents ?? {};
    const ask = async (path: string, init?: RequestInit) => {
      const response = await session?.fetch(`media://staged/${path}`, init);
      const bytes = Buffer.from((await response?.arrayBuffer()) ?? new ArrayBuffer(0));
      return {
        status: response?.status,
        range: response?.headers.get('content-range'),
        text: bytes.toString('base64'),
      };
    };
    return {
      part: await ask(`${id}/full`, { headers: { Range: 'bytes=10-29' } }),
      beyond: await ask(`${id}/full`, { headers: { Range: 'bytes=999999999-' } }),
      other: await ask(`${id}/original`),
      posted: await ask(`${id}/full`, { method: 'POST' }),
      unknown: await ask(`${'0'.repeat(32)}/full`),
    };
  }, staged.stagedId);
  expect(asked.part).toEqual({
    status: 206,
    range: `bytes 10-29/${full.bytes.length}`,
    text: full.bytes.subarray(10, 30).toString('base64'),
  });
  expect(asked.beyond.status).toBe(416);
  expect([asked.other.status, asked.posted.status, asked.unknown.status]).toEqual([403, 403, 404]);
});

const noisy = (width: number, height: number) =>
  sharp({
    create: { width, height, channels: 3, background: 'teal', noise: { type: 'gaussian', mean: 128, sigma: 40 } },
  });

test('each size is said as it is, and what an iPhone writes is a photo like any other', async ({ open }) => {
  const { app } = await Person.firstRun('Alice', await open('alice'));
  const { staged } = await stage(app, await noisy(3_000, 2_000).jpeg().toBuffer());
  expect(staged.sizes.small).toBeLessThan(staged.sizes.good);
  expect(staged.sizes.good).toBeLessThan(staged.sizes.original);
  const heic = await stage(app, await readFile(join('electron', 'messenger', 'photos', 'testing', 'small.heic')));
  expect(heic.full.type).toBe('image/jpeg');
  expect([heic.staged.widthPx, heic.staged.heightPx]).toEqual([64, 48]);
  expect(heic.staged.takenAt).toBe('2024-05-01T18:30:00');
  const { data } = await sharp(heic.full.bytes).raw().toBuffer({ resolveWithObject: true });
  expect((data[0] ?? 0) > 150 && (data.at(-1) ?? 0) > 150, 'red on the left, blue on the right').toBe(true);
});

/** A second of film, as a browser records it. */
async function film(app: App): Promise<Buffer> {
  const text = await app.page.evaluate(async () => {
    const canvas = Object.assign(document.createElement('canvas'), { width: 160, height: 120 });
    const recorder = new MediaRecorder(canvas.captureStream(25), { mimeType: 'video/webm;codecs=vp8' });
    const pieces: Blob[] = [];
    recorder.ondataavailable = ({ data }) => pieces.push(data);
    const isOver = new Promise((resolve) => {
      recorder.onstop = resolve;
    });
    recorder.start();
    for (let frame = 0; frame < 60; frame += 1) {
      const context = canvas.getContext('2d');
      if (context !== null) context.fillStyle = frame % 2 === 0 ? 'teal' : 'orange';
      context?.fillRect(0, 0, 160, 120);
      await new Promise(requestAnimationFrame);
    }
    recorder.stop();
    await isOver;
    const bytes = new Uint8Array(await new Blob(pieces).arrayBuffer());
    return btoa(bytes.reduce((all, byte) => all + String.fromCharCode(byte), ''));
  });
  return Buffer.from(text, 'base64');
}

/** A day's photos by their own dates, a minute apart. */
async function dayOfPhotos(folder: string, count: number): Promise<readonly string[]> {
  const files = Array.from({ length: count }, (_, at) => join(folder, `day-${at}.jpg`));
  for (const [at, file] of files.entries()) {
    const background = { r: 8 * at, g: 120, b: 160 };
    const picture = sharp({ create: { width: 320, height: 240, channels: 3, background } }).jpeg();
    const minute = String(at).padStart(2, '0');
    await picture.withExif({ IFD2: { DateTimeOriginal: `2024:07:14 10:${minute}:00` } }).toFile(file);
  }
  return files;
}

/** The photos of the newest album, as far as they have come. */
async function newestAlbum(person: Person) {
  return (await person.messages()).findLast(({ content }) => content.photos !== undefined)?.content.photos ?? [];
}

const ALBUM = 30;

async function albumOfThirty(alice: Person, bob: Person, folder: string): Promise<void> {
  const files = await dayOfPhotos(folder, ALBUM);
  await alice.pickFiles([...files].reverse());
  await expect(alice.page.getByText(`${ALBUM} photos`, { exact: true })).toBeVisible({ timeout: PREPARED_TIMEOUT_MS });
  await alice.page.getByRole('textbox', { name: 'Caption of photo 1', exact: true }).fill('the day begins');
  await expect(alice.page.getByRole('textbox', { name: 'Caption of photo 1', exact: true })).toHaveValue(
    'the day begins',
  );
  await alice.page.getByRole('button', { name: `Send ${ALBUM} photos` }).click();
  const here = Array.from({ length: ALBUM }, () => 'here');
  await expect.poll(async () => (await newestAlbum(bob)).map(({ transfer }) => transfer.state)).toEqual(here);
  const order = (await newestAlbum(alice)).map(({ key }) => key);
  expect((await newestAlbum(bob)).map(({ key }) => key)).toEqual(order);

  // Oldest first, whatever order they were picked in; what the grid has no room for is a number on its last photo.
  const first = bob.page.getByRole('button', { name: `Photo 1 of ${ALBUM}: the day begins` });
  await expect(first).toBeVisible();
  await first.click();
  const viewer = bob.page.getByRole('dialog', { name: 'Photos' });
  const counter = viewer.locator('.yarl__counter');
  for (let at = 1; at < ALBUM; at += 1) {
    await expect(counter).toHaveText(`${at} / ${ALBUM}`);
    await bob.page.keyboard.press('ArrowRight');
  }
  await expect(counter).toHaveText(`${ALBUM} / ${ALBUM}`);
  await bob.page.keyboard.press('Escape');
  await expect(viewer).toHaveCount(0);
}

test('a photo as it is and a clip go in one album, thirty photos in another', async ({
  pair: { alice, bob },
  folder,
}) => {
  const [photo, clip] = [join(folder, 'photo.jpg'), join(folder, 'film.webm')];
  await writeFile(photo, await noisy(2_500, 1_500).jpeg().toBuffer());
  await writeFile(clip, await film(alice.app));
  await alice.pickFiles([photo, clip]);
  await expect(alice.page.getByText('1 photo and 1 clip')).toBeVisible();
  await alice.page.getByRole('radio', { name: /^Original/ }).click();
  const first = alice.page.getByRole('button', { name: /^Photo 1 of 2/ });
  const name = await first.getAttribute('aria-label');
  await first.focus();
  await alice.page.keyboard.press('Alt+ArrowRight');
  await expect(alice.page.getByRole('button', { name: /^Photo 2 of 2/ })).toHaveAttribute(
    'aria-label',
    (name ?? '').replace('1 of 2', '2 of 2'),
  );
  await alice.page.keyboard.press('Alt+ArrowLeft');
  await alice.page.getByRole('button', { name: 'Send all 2' }).click();
  const photosOf = async () => (await bob.messages()).flatMap(({ content }) => content.photos ?? []);
  await expect.poll(async () => (await photosOf()).map(({ transfer }) => transfer.state)).toEqual(['here', 'here']);
  const sent = await photosOf();
  const still = sent.find(({ clip }) => clip === undefined);
  const moving = sent.find(({ clip }) => clip !== undefined);
  expect(still?.widthPx).toBe(2_500);
  expect(still?.bytes).toBe((await readFile(photo)).length); // there was nothing in it to take away
  expect(moving?.clip?.type).toBe('video/webm');
  expect(moving?.clip?.durationMs).toBeGreaterThan(200);
  expect(moving?.bytes).toBe((await readFile(clip)).length);
  await test.step('thirty', () => albumOfThirty(alice, bob, folder));
});
