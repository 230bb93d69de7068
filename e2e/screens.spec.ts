import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import type { App } from './support/app.ts';
import { expect, test } from './support/fixtures.ts';
import { findingsOf } from './support/inspect.ts';
import { cameraJpeg } from './support/jpeg.ts';
import { Person } from './support/person.ts';
import { takePicture, takeWindowPicture } from './support/screenshot.ts';

/** A window beside another one, or the smallest there is. */
const NARROW_PX = 360;

/** Looks at a screen as a screen reader would, in both themes, and takes its pictures. */
async function inspect({ app }: { readonly app: App }, name: string): Promise<void> {
  for (const theme of ['dark', 'light'] as const) {
    await app.page.emulateMedia({ colorScheme: theme });
    await expect(app.page.locator('html')).toHaveAttribute('data-theme', theme);
    await inspectAsItIs(app.page, `${theme}/${name}`);
  }
}

async function inspectAsItIs(page: Page, name: string): Promise<void> {
  expect(await findingsOf(page), name).toEqual([]);
  await takePicture(page, name);
}

test('every screen can be read by everybody, in light and in dark', async ({ open, folder }) => {
  const app = await open('alice', { theme: 'system' });
  await inspect({ app }, 'first-run');
  const alice = await Person.firstRun('Alice', app);
  await inspect(alice, 'nobody-yet');

  const bob = await Person.firstRun('Bob', await open('bob', { theme: 'system' }));
  const invite = await alice.copyInvite();
  await bob.showAddSomeone();
  await bob.inviteField.fill(invite);
  await expect(bob.page.getByRole('button', { name: 'Open chat with Alice' })).toBeVisible();
  await inspect(bob, 'an-invite');
  await bob.inviteField.fill('nothing');
  await expect(bob.page.getByText('There is no invite in this text.')).toBeVisible();
  await inspect(bob, 'no-invite');
  await bob.accept(invite, 'Alice');
  await alice.openChat('Bob');
  await expect(alice.pill('Bob')).toHaveAccessibleName(/Direct, same network$/);
  await inspect(alice, 'empty-chat');

  await alice.write('Bob', 'Good morning! Did you sleep well?');
  await bob.write('Alice', 'Like a stone.');
  const file = join(folder, 'lake.jpg');
  await writeFile(file, await cameraJpeg());
  await bob.pickFiles([file, file]);
  await expect(bob.page.getByRole('button', { name: 'Send 2 photos' })).toBeEnabled();
  await inspect(bob, 'photos-to-send');
  await bob.page.getByRole('button', { name: 'Send 2 photos' }).click();
  await expect(alice.page.getByRole('button', { name: 'Photo 2 of 2' })).toBeVisible();
  await expect(bob.page.getByRole('article').last()).toContainText('Seen');
  await inspect(alice, 'chat');

  await alice.pill('Bob').click();
  await alice.page.getByText('Details', { exact: true }).click();
  await inspect(alice, 'way');
  await alice.page.keyboard.press('Escape');
  await alice.page.getByRole('button', { name: /profile and settings/ }).click();
  await inspect(alice, 'profile-menu');
  await alice.page.keyboard.press('Escape');
  await alice.page.getByRole('button', { name: 'Photo 1 of 2' }).click();
  await expect(alice.page.getByRole('button', { name: 'Close' })).toBeVisible();
  await inspect(alice, 'viewer');
});

/** The application menu's own item, as its keys choose it. */
async function chooseLargerText(app: App, times: number): Promise<void> {
  await app.electron.evaluate(({ Menu }, count) => {
    const items = Menu.getApplicationMenu()?.items.flatMap(({ submenu }) => submenu?.items ?? []) ?? [];
    const item = items.find(({ label }) => label === 'Larger text');
    for (let time = 0; time < count; time++) item?.click();
  }, times);
}

/** What reaches beyond the left or right edge of the window, where nobody can scroll to. */
async function beyondTheSides(page: Page): Promise<string[]> {
  return await page.evaluate(() =>
    [...document.querySelectorAll<HTMLElement>('body *')]
      .filter((element) => element.checkVisibility() && element.closest('.spoken') === null)
      .filter((element) => {
        const { left, right, width } = element.getBoundingClientRect();
        return width > 0 && (left < -1 || right > window.innerWidth + 1);
      })
      .map((element) => `${element.tagName} ${element.className} ${element.textContent?.slice(0, 40)}`),
  );
}

test('large text fits, at 150 and at 200 %, in a usual and in a narrow window', async ({ pair }) => {
  const { alice } = pair;
  await alice.write('Bob', 'Does this still read well, with letters twice their size and a line or two more?');
  const usualPx = await alice.page.evaluate(() => window.innerWidth);
  for (const { percent, steps } of [
    { percent: 150, steps: 3 },
    { percent: 200, steps: 2 },
  ]) {
    await chooseLargerText(alice.app, steps);
    await expect.poll(() => alice.page.evaluate(() => window.devicePixelRatio)).toBeCloseTo(percent / 100, 2);
    for (const widthPx of [usualPx, NARROW_PX]) {
      await alice.app.electron.evaluate(({ BrowserWindow }, width) => {
        BrowserWindow.getAllWindows()[0]?.setContentSize(width, 640);
      }, widthPx);
      await expect.poll(() => alice.page.evaluate(() => window.outerWidth)).toBe(widthPx);
      await expect(alice.composer('Bob')).toBeVisible();
      const name = `large/${percent}-${widthPx === NARROW_PX ? 'narrow' : 'usual'}`;
      await inspectAsItIs(alice.page, name);
      await takeWindowPicture(alice.app, name);
      expect(await beyondTheSides(alice.page), name).toEqual([]);
    }
  }
});

test('a narrow window shows one column at a time', async ({ pair }) => {
  const { alice } = pair;
  await alice.write('Bob', 'Does this still read well?');
  await alice.app.electron.evaluate(({ BrowserWindow }, width) => {
    BrowserWindow.getAllWindows()[0]?.setSize(width, 640);
  }, NARROW_PX);
  await expect(alice.page.getByRole('button', { name: 'Back to your chats' })).toBeVisible();
  await inspectAsItIs(alice.page, 'narrow/chat');
  await alice.page.getByRole('button', { name: 'Back to your chats' }).click();
  await expect(alice.row('Bob')).toBeVisible();
  await inspectAsItIs(alice.page, 'narrow/list');
  expect(await beyondTheSides(alice.page)).toEqual([]);
});

test('the window comes back where it was', async ({ open }) => {
  const app = await open('alice');
  const bounds = { x: 140, y: 90, width: 820, height: 620 };
  await app.electron.evaluate(({ BrowserWindow }, wanted) => {
    BrowserWindow.getAllWindows()[0]?.setBounds(wanted);
  }, bounds);
  await expect.poll(() => app.page.evaluate(() => window.innerWidth)).toBe(bounds.width);
  await app.close();
  const again = await open('alice');
  const found = await again.electron.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.getBounds());
  expect(found).toEqual(bounds);
});
