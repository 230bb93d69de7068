import { both, choose, messageMenu, NARROW, open, SETTLED_MS, WIDE } from './acts.mjs';

/**
 * A chat and what can be done with its messages. Name of the picture, what the preview is asked for, how large, and what is done first.
 * @type {readonly import('./acts.mjs').Shot[]}
 */
export const MESSAGE_SHOTS = [
  ['chat', {}, WIDE, open('Anna')],
  ['chat-narrow', {}, NARROW, open('Anna')],
  [
    'message-hover',
    {},
    WIDE,
    both(open('Anna'), (page) => page.getByText('Wonderful', { exact: false }).last().hover()),
  ],
  ['message-menu', {}, WIDE, both(open('Anna'), messageMenu('At seven. We bring'))],
  ['message-menu-mine', {}, WIDE, both(open('Anna'), messageMenu('See you tonight'))],
  ['message-menu-narrow', {}, NARROW, both(open('Anna'), messageMenu('At seven. We bring'))],
  ['message-emoji', {}, WIDE, both(both(open('Anna'), messageMenu('At seven. We bring')), choose('Another emoji …'))],
  ['message-history', {}, WIDE, both(both(open('Anna'), messageMenu('See you tonight')), choose('Earlier wordings'))],
  [
    'message-delete',
    {},
    WIDE,
    both(both(open('Anna'), messageMenu('See you tonight')), choose('Delete for everyone …')),
  ],
  ['message-undo', {}, WIDE, both(both(open('Anna'), messageMenu('See you tonight')), choose('Delete for me'))],
  ['message-details', {}, WIDE, both(both(open('Anna'), messageMenu('See you tonight')), choose('Details'))],
  [
    'message-not-sent',
    {},
    WIDE,
    both(both(open('Grandma Elisabeth'), messageMenu('I wait at the clock')), choose('Don’t send …')),
  ],
  [
    'message-link',
    {},
    WIDE,
    both(open('Anna'), async (page) => {
      await page.getByRole('textbox', { name: /^Message to/ }).fill('*Look* at `this`: https://аррӏе.com/login');
      await page.keyboard.press('Enter');
      await page.getByRole('link', { name: /login/ }).click();
      await page.getByRole('dialog').waitFor();
    }),
  ],
  [
    'chat-date',
    {},
    WIDE,
    both(open('Anna'), async (page) => {
      await page.getByRole('button', { name: 'Find in this chat' }).click();
      await page.getByRole('menuitem', { name: 'Go to a date …' }).click();
    }),
  ],
  [
    'composer-emoji',
    {},
    WIDE,
    both(open('Anna'), async (page) => {
      await page.getByRole('button', { name: 'Emoji', exact: true }).click();
      await page.getByRole('button', { name: 'Smileys' }).click();
      await page.waitForTimeout(SETTLED_MS);
    }),
  ],
  ['composer-reply', {}, WIDE, both(both(open('Anna'), messageMenu('At seven. We bring')), choose('Reply'))],
  ['composer-edit', {}, WIDE, both(open('Anna'), (page) => page.keyboard.press('ArrowUp'))],
  [
    'message-found',
    {},
    WIDE,
    both(open('Anna'), async (page) => {
      await page.getByRole('button', { name: /^In answer to/ }).click();
    }),
  ],
];
