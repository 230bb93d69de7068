import { NARROW, WIDE } from './acts.mjs';

/**
 * Before anybody is there: first run, unlocking, restoring, invites. Name of the picture, what the preview is asked for, how large, and what is done first.
 * @type {readonly import('./acts.mjs').Shot[]}
 */
export const START_SHOTS = [
  ['first-run', { scene: 'first-run' }],
  ['first-run-typed', { scene: 'first-run' }, WIDE, (page) => page.getByLabel('Your name').fill('Maria Huber')],
  ['first-run-narrow', { scene: 'first-run' }, NARROW],
  ['starting', { scene: 'starting' }, WIDE, (page) => page.getByRole('status').waitFor()],
  ['failed', { scene: 'failed', problem: 'store-damaged' }, WIDE, (page) => page.getByText('Details').click()],
  ['locked', { scene: 'locked' }],
  [
    'locked-wrong',
    { scene: 'locked' },
    WIDE,
    async (page) => {
      await page.getByLabel('Passphrase').fill('correct horse');
      await page.getByRole('button', { name: 'Open', exact: true }).click();
      await page.getByText('That is not the passphrase').waitFor();
    },
  ],
  ['locked-key', { scene: 'locked', why: 'key-missing' }, NARROW],
  [
    'restore',
    { scene: 'first-run' },
    WIDE,
    (page) => page.getByRole('button', { name: 'Restore from another computer' }).click(),
  ],
  [
    'restore-narrow',
    { scene: 'first-run' },
    NARROW,
    async (page) => {
      await page.getByRole('button', { name: 'Restore from another computer' }).click();
      await page.getByText('Full copy').click();
    },
  ],
  [
    'failed-anew',
    { scene: 'failed', problem: 'key-missing' },
    WIDE,
    (page) => page.getByRole('button', { name: 'Put all this aside' }).click(),
  ],
  ['empty', { scene: 'empty' }],
  ['empty-notes', { scene: 'empty', notes: '1', network: 'port-taken' }],
  ['empty-salvaged', { scene: 'empty', notes: 'salvaged' }],
  [
    'empty-narrow',
    { scene: 'empty' },
    NARROW,
    (page) => page.getByRole('button', { name: 'Add someone' }).first().click(),
  ],
  ['empty-narrow-list', { scene: 'empty' }, NARROW],
  ['add-pasted', { scene: 'empty' }, WIDE, (page) => page.getByLabel('Paste an invite').fill('Hi! hashline:ABCDEFG')],
  ['add-problem', { scene: 'empty' }, WIDE, (page) => page.getByLabel('Paste an invite').fill('nothing here')],
  ['add-copied', { scene: 'empty' }, WIDE, (page) => page.getByRole('button', { name: 'Copy invite' }).click()],
  ['add-known', {}, WIDE, (page) => page.getByRole('button', { name: 'Add someone' }).click()],
  ['add-known-narrow', {}, NARROW, (page) => page.getByRole('button', { name: 'Add someone' }).click()],
  [
    'add-stories',
    {},
    WIDE,
    async (page) => {
      await page.getByRole('button', { name: 'Add someone' }).click();
      await page.getByText(/^Your invites/).click();
    },
  ],
  [
    'add-hashname',
    { scene: 'empty' },
    WIDE,
    async (page) => {
      await page.getByLabel('Paste an invite').fill('2dbf1ce8 1180d9ed '.repeat(4));
      await page.getByLabel('What you want to say with it').fill('Hello, this is Maria from the choir.');
    },
  ],
  ['scan-refused', { scene: 'empty' }, WIDE, (page) => page.getByRole('button', { name: 'Use the camera' }).click()],
];
