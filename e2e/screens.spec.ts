import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { expect, test } from './support/fixtures.ts';
import { cameraJpeg } from './support/jpeg.ts';
import { Person } from './support/person.ts';
import { takePicture } from './support/screenshot.ts';

/** Looks at a screen as a screen reader would, and takes its picture. */
async function inspect(page: Page, name: string): Promise<void> {
  // Things that fade in are half transparent, and then of too little contrast.
  await page.evaluate(async () => {
    await Promise.allSettled(document.getAnimations().map(({ finished }) => finished));
  });
  // Electron has no second target, in which Axe would otherwise run.
  const { violations } = await new AxeBuilder({ page }).setLegacyMode().analyze();
  expect(
    violations.map(({ id, nodes }) => ({ id, where: nodes.map(({ html }) => html) })),
    name,
  ).toEqual([]);
  await takePicture(page, name);
}

for (const theme of ['light', 'dark'] as const) {
  test(`every screen can be read by everybody (${theme})`, async ({ open, folder }) => {
    const appA = await open('alice', { theme });
    await inspect(appA.page, `${theme}/first-run`);
    const alice = await Person.firstRun('Alice', appA);
    await inspect(alice.page, `${theme}/nobody-yet`);

    const bob = await Person.firstRun('Bob', await open('bob', { theme }));
    const invite = await alice.copyInvite();
    await bob.showAddSomeone();
    await bob.inviteField.fill(invite);
    await expect(bob.page.getByRole('button', { name: 'Open chat with Alice' })).toBeVisible();
    await inspect(bob.page, `${theme}/an-invite`);
    await bob.inviteField.fill('nothing');
    await expect(bob.page.getByText('There is no invite in this text.')).toBeVisible();
    await inspect(bob.page, `${theme}/no-invite`);
    await bob.accept(invite, 'Alice');
    await alice.openChat('Bob');
    await expect(alice.pill('Bob')).toHaveAccessibleName(/Direct, same network$/);
    await inspect(alice.page, `${theme}/empty-chat`);

    await alice.write('Bob', 'Good morning! Did you sleep well?');
    await bob.write('Alice', 'Like a stone.');
    const file = join(folder, 'lake.jpg');
    await writeFile(file, await cameraJpeg());
    await bob.pickFiles([file, file]);
    await expect(bob.page.getByRole('button', { name: 'Send 2 photos' })).toBeEnabled();
    await inspect(bob.page, `${theme}/photos-to-send`);
    await bob.page.getByRole('button', { name: 'Send 2 photos' }).click();
    await expect(alice.page.getByRole('button', { name: 'Photo 2 of 2' })).toBeVisible();
    await expect(bob.page.getByRole('article').last()).toContainText('Seen');
    await inspect(alice.page, `${theme}/chat`);

    await alice.pill('Bob').click();
    await alice.page.getByText('Details', { exact: true }).click();
    await inspect(alice.page, `${theme}/way`);
    await alice.page.keyboard.press('Escape');
    await alice.page.getByRole('button', { name: /profile and settings/ }).click();
    await inspect(alice.page, `${theme}/profile-menu`);
    await alice.page.keyboard.press('Escape');
    await alice.page.getByRole('button', { name: 'Photo 1 of 2' }).click();
    await expect(alice.page.getByRole('button', { name: 'Close' })).toBeVisible();
    await inspect(alice.page, `${theme}/viewer`);
  });
}

test('a narrow window shows one column at a time, and large text fits', async ({ pair }) => {
  const { alice } = pair;
  await alice.write('Bob', 'Does this still read well?');
  await alice.app.electron.evaluate(({ BrowserWindow }) => {
    BrowserWindow.getAllWindows()[0]?.setSize(360, 640);
  });
  await expect(alice.page.getByRole('button', { name: 'Back to your chats' })).toBeVisible();
  await inspect(alice.page, 'narrow/chat');
  await alice.page.getByRole('button', { name: 'Back to your chats' }).click();
  await expect(alice.row('Bob')).toBeVisible();
  await inspect(alice.page, 'narrow/list');
  const overflow = await alice.page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
  expect(overflow).toBeLessThanOrEqual(0);
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
