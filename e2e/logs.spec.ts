import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from './support/fixtures.ts';
import { cameraJpeg } from './support/jpeg.ts';

const TEXT = 'the spare key hangs in the hen house';
const CAPTION_NAME = 'IMG_hen_house.jpg';

/** Every file below, with its place. */
function filesBelow(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
}

test('what the app writes down names nobody, quotes nothing, and is its owner’s alone', async ({ pair, folder }) => {
  const { alice, bob } = pair;
  await alice.write('Bob', TEXT);
  await expect(bob.message(TEXT)).toBeVisible();
  const photo = join(folder, CAPTION_NAME);
  writeFileSync(photo, await cameraJpeg());
  await bob.pickFiles([photo]);
  await bob.page.getByRole('button', { name: 'Send photo' }).click();
  await expect(alice.page.getByRole('button', { name: /^Photo 1 of 1/ })).toBeVisible();
  const hashnames = await Promise.all(
    [alice, bob].map(({ page }) =>
      page.evaluate(async () => {
        const { bridge } = window as unknown as { bridge: { getState(input: object): Promise<object> } };
        return /[0-9a-f]{64}/.exec(JSON.stringify(await bridge.getState({})))?.[0] ?? '';
      }),
    ),
  );
  expect(hashnames.every((hashname) => hashname.length === 64)).toBe(true);
  await Promise.all([alice.app.close(), bob.app.close()]);

  const secrets = [TEXT, CAPTION_NAME, ...hashnames, 'Alice', 'Bob', '127.0.0.1', folder];
  for (const name of ['alice', 'bob']) {
    const log = readFileSync(join(folder, name, 'logs', 'hashline.log'), 'utf8');
    expect(log).toContain('app: Hashline');
    expect(secrets.filter((secret) => log.toLowerCase().includes(secret.toLowerCase()))).toEqual([]);
    expect(log).not.toMatch(/\b\d{1,3}(?:\.\d{1,3}){3}:\d+|[0-9a-f]{32}/);
    // Chromium's own files too: nothing of a chat, whatever it is that keeps it.
    for (const file of filesBelow(join(folder, name))) {
      const bytes = readFileSync(file);
      const said = [TEXT, CAPTION_NAME, ...hashnames];
      const wide = said.map((text) => Buffer.from(text, 'utf16le'));
      expect([...said, ...wide].filter((secret) => bytes.includes(secret))).toEqual([]);
      if (process.platform !== 'win32') expect(statSync(file).mode & 0o077, file).toBe(0);
    }
  }
});
