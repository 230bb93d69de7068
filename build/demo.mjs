import './node-version.mjs';
import { rmSync } from 'node:fs';
import { mkdir, mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { launchApp } from './app-window.mjs';
import { bundleIfStale } from './bundle.mjs';
import { DemoPerson } from './demo-person.mjs';
import { drawPhotos } from './demo-photos.mjs';
import { startSeed } from './demo-seed.mjs';
import { openDisplay } from './display.mjs';
import { electronRuntime } from './electron-runtime.mjs';
import { setup } from './setup.mjs';
import { Problem, runMain, say } from './terminal.mjs';

/**
 * `npm run demo [-- --screenshot DIR]`: a local seed and two windows, Alice and Bob, who become contacts and write to
 * each other. Nothing is staged: every message and photo goes from one process to the other over the network.
 *
 * @typedef {import('@playwright/test').ElectronApplication} ElectronApplication
 */

/** Who sits where. */
const SEATS = /** @type {const} */ ([
  { name: 'Alice', side: 'left' },
  { name: 'Bob', side: 'right' },
]);

await runMain(async () => {
  const pictureFolder = readArguments(process.argv.slice(2));
  await setup({ windows: true });
  const runtime = await electronRuntime();
  await bundleIfStale();
  const display = await openDisplay();
  const folder = await mkdtemp(join(tmpdir(), 'hashline-demo-'));
  // Also after Ctrl+C, which Playwright answers by closing the windows and ending us.
  process.once('exit', () => rmSync(folder, { recursive: true, force: true, maxRetries: 5 }));
  const seed = await startSeed(folder);
  /** @type {ElectronApplication[]} */
  const apps = [];
  try {
    const people = [];
    for (const { name, side } of SEATS) {
      const args = ['--data', join(folder, name.toLowerCase()), '--listen', '127.0.0.1', '--seeds', seed.file];
      say(`Opening ${name}'s window.`);
      const app = await launchApp(runtime, { args, display });
      apps.push(app);
      const person = await DemoPerson.meet(name, app);
      await person.moveTo(side);
      people.push(person);
    }
    const [alice, bob] = /** @type {[DemoPerson, DemoPerson]} */ (people);
    await talk(alice, bob, await drawPhotos(folder));
    if (pictureFolder !== undefined) await takePictures(people, pictureFolder);
    else if (!display.isVirtual) await stayOpen(people);
    else say('Without a display there is nothing to look at. For pictures: npm run demo -- --screenshot DIR');
  } finally {
    await Promise.all(apps.map((app) => app.close().catch(() => undefined)));
    seed.stop();
    display.stop();
  }
});

/** @param {string[]} args */
function readArguments(args) {
  if (args.length === 0) return undefined;
  const [name, folder] = args;
  if (args.length === 2 && name === '--screenshot' && folder !== undefined) {
    return resolve(process.env.INIT_CWD ?? process.cwd(), folder);
  }
  throw new Problem(`The demo does not know ${args.join(' ')}.`, 'npm run demo, or npm run demo -- --screenshot DIR');
}

/** From strangers to a chat with photos. Each waits for what the other wrote, as people do. */
async function talk(/** @type {DemoPerson} */ alice, /** @type {DemoPerson} */ bob, /** @type {string[]} */ photos) {
  say('Alice sends Bob an invite, Bob opens it.');
  await bob.accept(await alice.invite());
  say('They write to each other.');
  await bob.write('Hi Alice! Is this really going straight to your computer?');
  await alice.openChat(bob.name);
  await alice.sees('Is this really going straight to your computer?');
  await alice.write('It is. No account, no server in between: look at the pill up there.');
  await bob.sees('look at the pill up there');
  await bob.write('Then I can finally send the photos in full size.');
  await alice.sees('I can finally send the photos');
  say('Bob sends photos.');
  await bob.sendPhotos(photos, 'From the cabin, this morning');
  await alice.sees('From the cabin, this morning');
  await alice.hasAllPhotos();
  await alice.write('Oh, the evening one! I want that on my wall.');
  await bob.sees('I want that on my wall');
  await bob.write('Take it, it is yours now. 😊');
  await alice.sees('it is yours now');
  await bob.isSeen();
}

/** @param {DemoPerson[]} people */
async function takePictures(people, /** @type {string} */ folder) {
  await mkdir(folder, { recursive: true });
  for (const person of people) {
    const file = join(folder, `${person.name.toLowerCase()}.png`);
    await person.takePicture(file);
    say(`${person.name}'s window is in ${file}`);
  }
}

/** @param {DemoPerson[]} people */
async function stayOpen(people) {
  say('Write on, in either window. The demo ends, and forgets all of it, when both are closed.');
  await Promise.all(people.map((person) => person.isGone()));
}
