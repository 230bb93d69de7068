import { about, both, NARROW, open, pill, profile, verify, WIDE } from './acts.mjs';

/**
 * Requests, people, verification. Name of the picture, what the preview is asked for, how large, and what is done first.
 * @type {readonly import('./acts.mjs').Shot[]}
 */
export const PEOPLE_SHOTS = [
  ['requests', {}, WIDE, (page) => page.getByText('2 people ask to write to you').click()],
  ['requests-narrow', {}, NARROW, (page) => page.getByText('2 people ask to write to you').click()],
  ['profile', {}, WIDE, profile],
  ['profile-narrow', {}, NARROW, profile],
  ['contact', {}, WIDE, about('Anna')],
  ['contact-narrow', {}, NARROW, about('Anna')],
  ['contact-unchecked', {}, WIDE, about('Tom')],
  [
    'contact-differed',
    {},
    WIDE,
    both(verify('Tom'), async (page) => {
      await page.getByRole('button', { name: 'Show the words' }).click();
      await page.getByRole('button', { name: 'They do not' }).click();
      await page.getByText('Somebody may stand between you.').waitFor();
    }),
  ],
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
];
