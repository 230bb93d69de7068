import { both, find, NARROW, open, pill, SETTLED_MS, stage, WIDE } from './acts.mjs';

/**
 * The list, the sign of the way, the tray, search. Name of the picture, what the preview is asked for, how large, and what is done first.
 * @type {readonly import('./acts.mjs').Shot[]}
 */
export const CHAT_SHOTS = [
  ['chat-list-narrow', {}, NARROW],
  [
    'chat-top',
    {},
    WIDE,
    both(open('Anna'), async (page) => page.getByLabel('Messages with Anna').evaluate((list) => list.scrollTo(0, 0))),
  ],
  ['chat-unread', {}, WIDE, open('Tom')],
  ['chat-waiting', {}, WIDE, open('Grandma Elisabeth')],
  ['chat-invited', {}, WIDE, open('Jonas')],
  ['chat-refused', {}, WIDE, open('Lea')],
  ['chat-strange', {}, WIDE, open('Maximiliane Hohenfels-Schwarzenberg zu Oberpfaffenhofen')],
  ['chat-strange-narrow', {}, NARROW, open('Maximiliane Hohenfels-Schwarzenberg zu Oberpfaffenhofen')],
  ['chat-empty', {}, WIDE, open('Onkel Karl')],
  [
    'chat-long-up',
    {},
    WIDE,
    both(open('A long story'), async (page) => {
      await page.getByLabel(/^Messages with/).hover();
      await page.mouse.wheel(0, -3000);
      await page.waitForTimeout(SETTLED_MS);
    }),
  ],
  ['pill-direct', {}, WIDE, both(open('Anna'), pill)],
  ['pill-details', {}, WIDE, both(both(open('Anna'), pill), (page) => page.getByText('Details').click())],
  ['pill-waiting', {}, WIDE, both(open('Grandma Elisabeth'), pill)],
  ['pill-connected', {}, WIDE, both(open('Onkel Karl'), pill)],
  ['pill-through', {}, WIDE, both(open('Peter'), pill)],
  ['pill-through-narrow', {}, NARROW, both(open('Peter'), pill)],
  ['pill-helper', {}, WIDE, both(both(open('Aunt Rose'), pill), (page) => page.getByText('Details').click())],
  ['pill-no-way', {}, WIDE, both(open('Mehmet'), pill)],
  ['pill-no-way-narrow', {}, NARROW, both(open('Mehmet'), pill)],
  ['pill-narrow', {}, NARROW, both(open('Maximiliane Hohenfels-Schwarzenberg zu Oberpfaffenhofen'), pill)],
  ['tray', {}, WIDE, both(open('Anna'), stage('holiday-1.jpg', 'holiday-2.jpg', 'holiday-5.jpg'))],
  [
    'tray-problems',
    {},
    WIDE,
    both(open('Anna'), stage('holiday-1.jpg', 'notes.txt', 'empty.jpg', 'scan-huge.png', 'IMG_0042.tiff')),
  ],
  [
    'tray-many',
    {},
    WIDE,
    both(open('Anna'), stage(...Array.from({ length: 14 }, (_, n) => `IMG_20260801_14220${n} with a long name.jpg`))),
  ],
  ['tray-narrow', {}, NARROW, both(open('Anna'), stage('holiday-1.jpg', 'holiday-2.jpg', 'holiday-5.jpg'))],
  [
    'composer-long',
    {},
    WIDE,
    both(open('Anna'), (page) =>
      page
        .getByRole('textbox', { name: /^Message to/ })
        .fill(Array.from({ length: 12 }, (_, line) => `Line ${line + 1} of a long letter`).join('\n')),
    ),
  ],
  [
    'composer-over',
    {},
    WIDE,
    both(open('Anna'), (page) => page.getByRole('textbox', { name: /^Message to/ }).fill('x'.repeat(16_400))),
  ],
  [
    'drop',
    {},
    WIDE,
    both(open('Anna'), (page) =>
      page.getByLabel('Messages with Anna').evaluate((list) => {
        const dataTransfer = new DataTransfer();
        dataTransfer.items.add(new File(['x'], 'a.jpg'));
        list.dispatchEvent(new DragEvent('dragenter', { dataTransfer, bubbles: true }));
      }),
    ),
  ],
  [
    'viewer',
    {},
    WIDE,
    both(open('Anna'), async (page) => {
      await page.getByRole('button', { name: 'Photo 1 of 6', exact: true }).click();
      await page.waitForTimeout(SETTLED_MS);
    }),
  ],
  [
    'viewer-caption',
    {},
    WIDE,
    both(open('Anna'), async (page) => {
      await page.getByLabel('Messages with Anna').evaluate((list) => list.scrollTo(0, 0));
      await page
        .getByRole('button', { name: /Low tide/ })
        .first()
        .click();
      await page.waitForTimeout(SETTLED_MS);
    }),
  ],
  ['menu', {}, WIDE, (page) => page.getByRole('button', { name: /your profile and settings/ }).click()],
  ['switcher', {}, WIDE, (page) => page.keyboard.press('Control+k')],
  ['shortcuts', {}, WIDE, (page) => page.keyboard.press('Control+/')],
  ['search', {}, WIDE, find('the')],
  [
    'search-none-here',
    {},
    WIDE,
    both(find('xylophone'), (page) => page.getByRole('button', { name: 'Photos', exact: true }).click()),
  ],
  ['search-none', {}, WIDE, find('xylophone')],
];
