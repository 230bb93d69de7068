import { both, details, NARROW, open, WIDE } from './acts.mjs';

/**
 * Groups. Name of the picture, what the preview is asked for, how large, and what is done first.
 * @type {readonly import('./acts.mjs').Shot[]}
 */
export const GROUP_SHOTS = [
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
];
