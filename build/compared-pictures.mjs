/** Each screen of the app, once; the narrow ones are a window beside another one. */
const SCREENS = words(`
  first-run restore locked failed empty add-known add-stories add-hashname requests profile contact verify verify-words
  verify-side new-device chat chat-waiting message-menu tray gallery forward viewer search group group-details group-new
  pill-details switcher shortcuts settings-look settings-notifications settings-backup settings-privacy settings-network
  settings-storage settings-about toast add-known-narrow chat-narrow chat-list-narrow settings-narrow`);
/** The other ways a screen may stand. */
const WAYS = words(`
  first-run-narrow empty-narrow empty-notes scan-refused requests-narrow contact-narrow contact-long verify-words-narrow
  welcome chat-unread chat-strange-narrow message-emoji message-history composer-reply tray-problems tray-narrow media
  media-tray gallery-files search-none group-narrow group-invited pill-direct pill-waiting menu
  settings-profile`);
/** Those that another look hurts first. */
const DENSE = words('add-known chat group-details settings-network');
const OTHERS = words(`
  first-run empty requests contact verify-words chat-waiting message-menu tray pill-details settings-backup search
  chat-narrow`);

/**
 * What e2e/pictures.spec.ts compares: everything in a full run, and always each screen once and the densest in every look.
 * @type {readonly (readonly [look: string, names: readonly string[], always: readonly string[]])[]}
 */
export const COMPARED = [
  ['light', [...SCREENS, ...WAYS], SCREENS],
  ['dark', [...DENSE, ...OTHERS], DENSE],
  ['contrast', [...DENSE, ...OTHERS], DENSE],
  ['mirrored', [...DENSE, ...OTHERS], DENSE],
  ['huge', [...DENSE, ...OTHERS], DENSE],
];

/** Screens that are looked at by Axe in every look in every run: those that hold most of what there is. A full run takes all. */
export const ALWAYS_INSPECTED = DENSE;

function words(/** @type {string} */ text) {
  return text.trim().split(/\s+/);
}
