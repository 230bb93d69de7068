/** What the pictures of the preview show (build/preview-pictures.mjs takes them). */

/** @typedef {import('@playwright/test').Page} Page */
/** @typedef {(page: Page) => Promise<unknown>} Act */
/** @typedef {{ width: number, height: number }} Size */
/** @typedef {readonly [name: string, asked: Record<string, string>, size?: Size, act?: Act]} Shot */

/** @type {Size} */
const WIDE = { width: 1120, height: 740 };
/** @type {Size} */
const NARROW = { width: 400, height: 740 };

/** Moving in is done by then; the preview answers at once, but drawing and scrolling take frames. */
const SETTLED_MS = 250;

/** @type {(name: string) => Act} */
const open = (name) => async (page) => {
  await page.getByRole('navigation', { name: 'Chats' }).getByText(name, { exact: true }).click();
  await page.getByRole('textbox', { name: /^Message to/ }).waitFor();
  await page.waitForTimeout(SETTLED_MS);
};
/** @type {(name: string) => Act} */
const about = (name) => async (page) => {
  await open(name)(page);
  await page.getByRole('heading', { name, level: 2 }).getByRole('button').click();
  await page.getByRole('complementary').waitFor();
  await page.waitForTimeout(SETTLED_MS);
};
/** @type {(name: string) => Act} */
const verify = (name) => async (page) => {
  await about(name)(page);
  await page.getByRole('button', { name: 'Check now' }).click();
  await page.getByRole('dialog').waitFor();
};
/** @type {Act} */
const profile = async (page) => {
  await page.getByRole('button', { name: /your profile and settings/ }).click();
  await page.getByRole('menuitem', { name: 'Name and picture' }).click();
};
/** @type {(words: string) => Act} */
const find = (words) => async (page) => {
  await page.getByRole('combobox', { name: 'Search' }).fill(words);
  await page.waitForTimeout(SETTLED_MS);
};
/** @type {Act} */
const pill = async (page) => page.getByRole('button', { name: /^Way to/ }).click();
/** @type {Act} */
const details = async (page) => page.getByRole('button', { name: '4 members' }).click();
/** @type {(text: string) => Act} */
const messageMenu = (text) => async (page) => {
  await page.getByRole('article').locator('p').filter({ hasText: text }).last().click({ button: 'right' });
  await page.getByRole('menu').waitFor();
  await page.waitForTimeout(SETTLED_MS);
};
/** @type {(label: string) => Act} */
const choose = (label) => async (page) => {
  await page.getByRole('menuitem', { name: label, exact: true }).click();
  await page.waitForTimeout(SETTLED_MS);
};
/** @type {(first: Act, second: Act) => Act} */
const both = (first, second) => async (page) => {
  await first(page);
  await second(page);
};
/** @type {(section: string) => Act} */
const settings = (section) => async (page) => {
  await page.getByRole('button', { name: /your profile and settings/ }).click();
  await page.getByRole('menuitem', { name: 'Settings' }).click();
  await page.getByRole('navigation', { name: 'Sections of the settings' }).getByText(section, { exact: true }).click();
  await page.waitForTimeout(SETTLED_MS);
};
/** @type {(...names: string[]) => Act} */
const stage =
  (...names) =>
  async (page) => {
    const files = names.map((name) => ({
      name,
      mimeType: 'image/jpeg',
      buffer: Buffer.alloc(name.includes('empty') ? 0 : 9),
    }));
    await page.locator('input[type=file]').setInputFiles(files);
    await page.waitForTimeout(SETTLED_MS);
  };

/** @type {Act} */
const gallery = async (page) => {
  await page.getByRole('button', { name: 'Photos and files', exact: true }).click();
  await page.waitForTimeout(SETTLED_MS);
};
/** High enough to see a whole chat.
 * @type {Size}
 */
const TALL = { width: 1120, height: 2400 };
/** @type {(...names: string[]) => Act} */
const pickFiles =
  (...names) =>
  async (page) => {
    await page.getByRole('button', { name: 'Add photos or a file' }).click();
    const choosing = page.waitForEvent('filechooser');
    await page.getByRole('menuitem', { name: 'File' }).click();
    const files = names.map((name) => ({ name, mimeType: 'application/octet-stream', buffer: Buffer.alloc(70_000) }));
    await (await choosing).setFiles(files);
    await page.waitForTimeout(SETTLED_MS);
  };

/**
 * Name of the picture, what the preview is asked for, how large, and what is done first.
 * @type {readonly Shot[]}
 */
export const SHOTS = [
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
  ['requests', {}, WIDE, (page) => page.getByText('2 people ask to write to you').click()],
  ['requests-narrow', {}, NARROW, (page) => page.getByText('2 people ask to write to you').click()],
  ['profile', {}, WIDE, profile],
  ['profile-narrow', {}, NARROW, profile],
  ['contact', {}, WIDE, about('Anna')],
  ['contact-narrow', {}, NARROW, about('Anna')],
  ['contact-unchecked', {}, WIDE, about('Tom')],
  ['contact-alike', {}, WIDE, about('Onkel Karl')],
  ['contact-long', {}, WIDE, about('Maximiliane Hohenfels-Schwarzenberg zu Oberpfaffenhofen')],
  [
    'contact-rename',
    {},
    WIDE,
    both(about('Tom'), (page) => page.getByRole('button', { name: 'Change what you call Tom' }).click()),
  ],
  ['contact-remove', {}, WIDE, both(about('Tom'), (page) => page.getByRole('button', { name: 'Remove Tom' }).click())],
  ['verify', {}, WIDE, verify('Tom')],
  ['verify-narrow', {}, NARROW, verify('Tom')],
  [
    'verify-not-near',
    {},
    WIDE,
    both(verify('Grandma Elisabeth'), (page) => page.getByRole('button', { name: 'Show the picture' }).click()),
  ],
  [
    'verify-words',
    {},
    WIDE,
    both(verify('Tom'), (page) => page.getByRole('button', { name: 'Show the words' }).click()),
  ],
  [
    'verify-words-narrow',
    {},
    NARROW,
    both(verify('Tom'), (page) => page.getByRole('button', { name: 'Show the words' }).click()),
  ],
  ['verify-code', {}, WIDE, both(verify('Tom'), (page) => page.getByRole('button', { name: 'Show my code' }).click())],
  [
    'verify-side',
    {},
    WIDE,
    both(verify('Tom'), async (page) => {
      await page.getByRole('button', { name: 'Show the picture' }).click();
      await page.getByRole('button', { name: 'The picture matches' }).waitFor();
    }),
  ],
  ['pill-who', {}, WIDE, both(open('Tom'), pill)],
  ['new-device', {}, WIDE, open('Onkel Karl')],
  ['welcome', {}],
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
  ['gallery-narrow', {}, NARROW, both(open('Nina'), gallery)],
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
    'viewer-turned',
    {},
    WIDE,
    both(open('Anna'), async (page) => {
      await page.getByRole('button', { name: /^Photo 2 of 6/ }).click();
      await page.getByRole('button', { name: 'Turn (R)' }).click();
    }),
  ],
  ['group', {}, WIDE, open('Family')],
  ['group-narrow', {}, NARROW, open('Family')],
  ['group-details', {}, WIDE, both(open('Family'), details)],
  ['group-details-narrow', {}, NARROW, both(open('Family'), details)],
  [
    'group-member-menu',
    {},
    WIDE,
    both(both(open('Family'), details), (page) => page.getByRole('button', { name: 'Change Tom' }).click()),
  ],
  [
    'group-add',
    {},
    WIDE,
    both(both(open('Family'), details), (page) => page.getByRole('button', { name: 'Invite people' }).click()),
  ],
  [
    'group-leave',
    {},
    WIDE,
    both(both(open('Family'), details), (page) => page.getByRole('button', { name: 'Leave the group' }).click()),
  ],
  ['group-invited', {}, WIDE, (page) => page.getByText('Tom invites you to this group').click()],
  ['group-left', {}, WIDE, (page) => page.getByText('Choir trip 2024').click()],
  [
    'group-new',
    {},
    WIDE,
    async (page) => {
      await page.getByRole('button', { name: 'New group' }).click();
      await page.getByRole('textbox', { name: 'Name of the group' }).fill('Sunday walks');
      await page.getByRole('checkbox', { name: 'Anna' }).check();
    },
  ],
  [
    'group-top',
    {},
    WIDE,
    both(open('Family'), (page) => page.getByLabel('Messages with Family').evaluate((list) => list.scrollTo(0, 0))),
  ],
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
  ['settings-notifications', {}, WIDE, settings('Notifications')],
  ['settings-profile', {}, WIDE, settings('Profile')],
  ['settings-look', {}, WIDE, settings('Look')],
  ['settings-backup', {}, WIDE, settings('Backup and safety')],
  [
    'settings-words',
    {},
    WIDE,
    both(settings('Backup and safety'), (page) => page.getByRole('button', { name: 'Show the words' }).click()),
  ],
  [
    'settings-words-asked',
    {},
    WIDE,
    both(settings('Backup and safety'), async (page) => {
      await page.getByRole('button', { name: 'Show the words' }).click();
      await page.getByRole('button', { name: 'I have written them down' }).click();
      await page.getByLabel('Word number 3').fill('wrong');
      await page.getByLabel('Word number 8').fill('words');
      await page.getByRole('button', { name: 'Check' }).click();
    }),
  ],
  [
    'settings-backup-all',
    {},
    { width: 1120, height: 1300 },
    both(settings('Backup and safety'), async (page) => {
      await page.getByRole('button', { name: 'Save rescue file …' }).click();
      await page.getByRole('button', { name: 'Choose a folder …' }).click();
      await page.getByRole('button', { name: 'Set a passphrase …' }).click();
    }),
  ],
  ['settings-privacy', {}, WIDE, settings('Privacy')],
  ['settings-network', {}, { width: 1120, height: 1500 }, settings('Network')],
  [
    'settings-check',
    {},
    { width: 1120, height: 900 },
    both(settings('Network'), async (page) => {
      await page.getByRole('button', { name: 'Check the connection' }).click();
      await page.getByLabel('Together with').selectOption({ label: 'Anna' });
      await page.getByText('From here to Anna').waitFor();
    }),
  ],
  ['settings-computer', {}, WIDE, settings('This computer')],
  [
    'picture-part',
    {},
    WIDE,
    both(settings('Profile'), async (page) => {
      const picture = await page.screenshot();
      await page.locator('input[type=file]').setInputFiles({ name: 'me.png', mimeType: 'image/png', buffer: picture });
      await page.getByRole('dialog').waitFor();
    }),
  ],
  ['settings-storage', {}, WIDE, settings('Storage')],
  ['settings-about', {}, WIDE, settings('About')],
  ['settings-narrow', {}, NARROW, settings('Privacy')],
  ['settings-language', {}, WIDE, settings('Language')],
  [
    'toast',
    {},
    WIDE,
    both(open('Anna'), async (page) => {
      await page.getByRole('textbox', { name: /^Message to/ }).fill('disk-full');
      await page.keyboard.press('Enter');
      await page.waitForTimeout(SETTLED_MS);
    }),
  ],
  [
    'toast-invite',
    {},
    WIDE,
    both(open('Anna'), async (page) => {
      await page.getByRole('textbox', { name: /^Message to/ }).evaluate((field) => {
        const clipboardData = new DataTransfer();
        clipboardData.setData('text/plain', 'hashline:ABC');
        field.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }));
      });
      await page.waitForTimeout(SETTLED_MS);
    }),
  ],
  [
    'focus',
    {},
    WIDE,
    both(open('Anna'), async (page) => {
      await page.getByRole('textbox', { name: /^Message to/ }).focus();
      await page.keyboard.press('Shift+Tab');
      await page.keyboard.press('Shift+Tab');
    }),
  ],
  [
    'sent',
    {},
    WIDE,
    both(open('Anna'), async (page) => {
      await page.getByRole('textbox', { name: /^Message to/ }).fill('Until then!');
      await page.keyboard.press('Enter');
      await page.waitForTimeout(SETTLED_MS);
    }),
  ],
];

/**
 * What every shot can look like. A language is chosen last, as a person would in the settings: the shots find what they press by its
 * English words.
 * @type {readonly (readonly [name: string, asked: Record<string, string>, language?: string])[]}
 */
export const LOOKS = [
  ['light', { theme: 'light' }],
  ['dark', { theme: 'dark' }],
  ['large', { theme: 'light', text: '150' }],
  ['huge', { theme: 'dark', text: '200' }],
  ['small', { theme: 'light', text: '80' }],
  ['contrast', { theme: 'light', contrast: 'high' }],
  ['dark-contrast', { theme: 'dark', contrast: 'high' }],
  ['rtl', { theme: 'light' }, 'ar'],
  ['mirrored', { theme: 'light', dir: 'rtl' }],
  ['german', { theme: 'light', text: '150' }, 'de'],
  ['french', { theme: 'light' }, 'fr'],
  ['spanish', { theme: 'light' }, 'es'],
];

export { WIDE };
