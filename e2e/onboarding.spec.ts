import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import sharp from 'sharp';
import { Actions } from './support/actions.ts';
import { expect, test } from './support/fixtures.ts';
import { HAS_NETWORK, ON_THE_NETWORK } from './support/network.ts';
import { Person } from './support/person.ts';

/** What each way may cost at most, the inviting side and the invited side. An action more is a person lost. */
const BY_LINK_MAX = 5;
const NEARBY_MAX = 4;

test('by link: five actions here and five there, to the first message', async ({ open }) => {
  const alice = new Person('Alice', await open('alice'));
  const hers = new Actions();
  await hers.sayName(alice);
  await hers.click(alice.page.getByRole('button', { name: 'Copy invite' }));
  hers.elsewhere('go to the mail program');
  hers.elsewhere('paste');
  const invite = await alice.app.electron.evaluate(({ clipboard }) => clipboard.readText());
  const link = /hashline:invite\/\S+/.exec(invite)?.[0] ?? '';

  const his = new Actions();
  his.elsewhere('open the link');
  const bob = new Person('Bob', await open('bob', { args: [link] }));
  await expect(bob.page.getByText('Alice invites you. After this the chat opens by itself.')).toBeVisible();
  await his.sayName(bob);
  await his.fill(bob.composer('Alice'), 'I am here');
  await his.press(bob.composer('Alice'), 'Enter');
  await expect(alice.row('Bob')).toContainText('I am here');
  expect(hers.done.length, hers.done.join(', ')).toBeLessThanOrEqual(BY_LINK_MAX);
  expect(his.done.length, his.done.join(', ')).toBeLessThanOrEqual(BY_LINK_MAX);
});

/** A camera before which somebody holds this picture. Chromium's own switches for tests: a film of one frame, over and over. */
async function cameraThatSees(picture: Buffer, folder: string): Promise<readonly string[]> {
  const film = join(folder, 'camera.mjpeg');
  const held = await sharp(picture).resize({ height: 560 }).toBuffer();
  const room = sharp({ create: { width: 1_280, height: 720, channels: 3, background: '#9a8f80' } });
  const frame = await room
    .composite([{ input: held }])
    .jpeg({ quality: 90 })
    .toBuffer();
  await writeFile(film, Buffer.concat([frame, frame, frame]));
  return ['--use-fake-device-for-media-stream', `--use-file-for-fake-video-capture=${film}`];
}

test('by camera: as many actions as by link, and without a camera a sentence says what else can be done', async ({
  open,
  folder,
}) => {
  const alice = new Person('Alice', await open('alice'));
  const hers = new Actions();
  await hers.sayName(alice);
  const code = await alice.page.getByRole('img', { name: 'QR code of your invite' }).screenshot();
  await alice.page.getByRole('button', { name: 'Use the camera' }).click();
  const scan = alice.page.getByRole('dialog', { name: 'Hold the code before the camera' });
  await expect(scan).toContainText('No camera was found.');
  await alice.page.keyboard.press('Escape');
  await expect(scan).toHaveCount(0);

  const his = new Actions();
  const bob = new Person('Bob', await open('bob', { args: await cameraThatSees(code, folder) }));
  await his.sayName(bob);
  await his.click(bob.page.getByRole('button', { name: 'Use the camera' }));
  await his.fill(bob.composer('Alice'), 'I saw your code');
  await his.press(bob.composer('Alice'), 'Enter');
  await expect(alice.row('Bob')).toContainText('I saw your code');
  expect(hers.done.length, hers.done.join(', ')).toBeLessThanOrEqual(BY_LINK_MAX);
  expect(his.done.length, his.done.join(', ')).toBeLessThanOrEqual(BY_LINK_MAX);
});

test('nearby: four actions here and four there, and they know that it is really the other one', async ({ open }) => {
  test.skip(!HAS_NETWORK, 'this machine has no network but its own loopback');
  const alice = new Person('Anneliese', await open('alice', ON_THE_NETWORK));
  const bob = new Person('Benedikt', await open('bob', ON_THE_NETWORK));
  const each = [
    { here: alice, there: bob, actions: new Actions() },
    { here: bob, there: alice, actions: new Actions() },
  ];
  for (const { here, actions } of each) await actions.sayName(here);
  for (const { here, there, actions } of each) {
    const nearby = here.page.getByRole('region', { name: 'Nearby' });
    await actions.click(nearby.getByRole('button', { name: there.name }));
  }
  const pictures: string[] = [];
  for (const { here, there, actions } of each) {
    const dialog = here.page.getByRole('dialog', { name: `Side by side with ${there.name}` });
    const picture = dialog.getByRole('img');
    pictures.push(`${await picture.innerHTML()} ${await dialog.locator('p[lang=en]').innerText()}`);
    await actions.click(dialog.getByRole('button', { name: 'The picture matches' }));
  }
  expect(pictures[0]).toBe(pictures[1]);
  for (const { here, there, actions } of each) {
    await here.page.getByRole('heading', { name: there.name, level: 2 }).getByRole('button').click();
    await expect(here.page.getByRole('complementary')).toContainText('Yes: you checked side by side');
    expect(actions.done.length, actions.done.join(', ')).toBeLessThanOrEqual(NEARBY_MAX);
  }
});
