/** What the pictures of the preview show (build/preview-pictures.mjs takes them), an area a file in build/preview/. */

import { CHAT_SHOTS } from './preview/chat-shots.mjs';
import { GROUP_SHOTS } from './preview/group-shots.mjs';
import { MEDIA_SHOTS } from './preview/media-shots.mjs';
import { MESSAGE_SHOTS } from './preview/message-shots.mjs';
import { PEOPLE_SHOTS } from './preview/people-shots.mjs';
import { SETTINGS_SHOTS } from './preview/settings-shots.mjs';
import { START_SHOTS } from './preview/start-shots.mjs';

export { WIDE } from './preview/acts.mjs';

/** @typedef {import('./preview/acts.mjs').Act} Act */
/** @typedef {import('./preview/acts.mjs').Size} Size */

/** @type {readonly import('./preview/acts.mjs').Shot[]} */
export const SHOTS = [
  ...START_SHOTS,
  ...PEOPLE_SHOTS,
  ...MESSAGE_SHOTS,
  ...MEDIA_SHOTS,
  ...GROUP_SHOTS,
  ...CHAT_SHOTS,
  ...SETTINGS_SHOTS,
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
