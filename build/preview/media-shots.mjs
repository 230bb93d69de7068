import { both, choose, gallery, galleryByMenu, messageMenu, NARROW, open, pickFiles, TALL, WIDE } from './acts.mjs';

/**
 * Photos, files, voice: in a chat, in the gallery, in the viewer. Name of the picture, what the preview is asked for, how large, and what is done first.
 * @type {readonly import('./acts.mjs').Shot[]}
 */
export const MEDIA_SHOTS = [
  ['media', {}, TALL, open('Nina')],
  ['media-narrow', {}, { width: 400, height: 2400 }, open('Nina')],
  [
    'media-add',
    {},
    WIDE,
    both(open('Anna'), (page) => page.getByRole('button', { name: 'Add photos or a file' }).click()),
  ],
  [
    'media-tray',
    {},
    WIDE,
    both(
      open('Anna'),
      pickFiles('Letter to the choir.odt', 'Accounts.xlsx', 'folder', `${'long name '.repeat(12)}.pdf`),
    ),
  ],
  ['gallery', {}, WIDE, both(open('Nina'), gallery)],
  ['gallery-narrow', {}, NARROW, both(open('Nina'), galleryByMenu)],
  [
    'gallery-files',
    {},
    WIDE,
    both(both(open('Nina'), gallery), (page) => page.getByRole('button', { name: 'Files', exact: true }).click()),
  ],
  [
    'gallery-choose',
    {},
    WIDE,
    both(both(open('Anna'), gallery), async (page) => {
      await page.getByRole('button', { name: 'Choose' }).click();
      for (const nth of [1, 2, 5])
        await page
          .getByRole('button', { name: /^Photo of/ })
          .nth(nth)
          .click();
      await page.getByRole('button', { name: 'Save 3 photos' }).click();
    }),
  ],
  ['gallery-group', {}, WIDE, both(open('Family'), gallery)],
  ['gallery-empty', {}, WIDE, both(open('Onkel Karl'), gallery)],
  ['forward', {}, WIDE, both(both(open('Anna'), messageMenu('At seven. We bring')), choose('Forward …'))],
  [
    'viewer-withheld',
    {},
    WIDE,
    both(open('Nina'), (page) =>
      page
        .getByRole('button', { name: /not here. From before/ })
        .first()
        .click(),
    ),
  ],
  [
    'viewer-turned',
    {},
    WIDE,
    both(open('Anna'), async (page) => {
      await page.getByRole('button', { name: /^Photo 2 of 6/ }).click();
      await page.getByRole('button', { name: 'Turn (R)' }).click();
    }),
  ],
];
