import { z } from 'zod';
import { PHOTO_FILE_BYTES_MAX } from '../../limits.ts';
import { type Actions, action, done } from '../action.ts';
import * as field from '../fields.ts';
import { readWholeFile } from '../files.ts';

const { person } = field;

/** People: contacts, requests, blocked ones, those nearby; and one's own name and picture. */
export const CONTACT_ACTIONS: Actions = {
  contacts: action(
    ['contacts.list', 'contacts.requests', 'contacts.blocked', 'contacts.nearby', 'contacts.isVisibleNearby'],
    z.strictObject({}),
    async ({ contacts }) =>
      done({
        contacts: contacts.list(),
        requests: contacts.requests(),
        blocked: contacts.blocked(),
        nearby: contacts.nearby(),
        visibleNearby: contacts.isVisibleNearby(),
      }),
  ),
  acceptRequest: action(['contacts.accept'], z.strictObject({ person }), ({ contacts }, { person }) =>
    contacts.accept(person),
  ),
  ignoreRequest: action(['contacts.ignore'], z.strictObject({ person }), ({ contacts }, { person }) =>
    contacts.ignore(person),
  ),
  restoreRequest: action(['contacts.unignore'], z.strictObject({ person }), ({ contacts }, { person }) =>
    contacts.unignore(person),
  ),
  block: action(
    ['contacts.block', 'contacts.unblock'],
    z.strictObject({ person, block: field.flag().default(true) }),
    ({ contacts }, { person, block }) => (block ? contacts.block(person) : contacts.unblock(person)),
  ),
  askContact: action(
    ['contacts.ask'],
    z.strictObject({ person, text: field.words.default('') }),
    ({ contacts }, { person, text }) => contacts.ask(person, text),
  ),
  nickname: action(
    ['contacts.setNickname'],
    z.strictObject({ person, name: field.name.optional() }),
    ({ contacts }, { person, name }) => contacts.setNickname(person, name),
  ),
  removeContact: action(['contacts.remove'], z.strictObject({ person }), ({ contacts }, { person }) =>
    contacts.remove(person),
  ),
  changes: action(['contacts.changesOf'], z.strictObject({ person }), ({ contacts }, { person }) =>
    contacts.changesOf(person),
  ),
  /** Without `person`: one's own. */
  picture: action(
    ['contacts.pictureOf', 'contacts.ownPicture'],
    z.strictObject({ person: person.optional() }),
    async ({ contacts }, { person }) =>
      done({ picture: (person === undefined ? contacts.ownPicture() : contacts.pictureOf(person)) ?? null }),
  ),
  rename: action(['contacts.rename'], z.strictObject({ name: field.name }), ({ contacts }, { name }) =>
    contacts.rename(name),
  ),
  setPicture: action(
    ['contacts.setPicture'],
    z.strictObject({ file: field.file.optional() }),
    async ({ contacts }, { file }) => {
      if (file === undefined) return contacts.setPicture(undefined);
      const picture = await readWholeFile(file, PHOTO_FILE_BYTES_MAX);
      return picture.ok ? contacts.setPicture(picture.value) : picture;
    },
  ),
  lookNearby: action(['contacts.lookNearby'], z.strictObject({}), async ({ contacts }) => {
    contacts.lookNearby();
    return done();
  }),
  setVisibleNearby: action(
    ['contacts.setVisibleNearby'],
    z.strictObject({ visible: field.flag() }),
    ({ contacts }, { visible }) => contacts.setVisibleNearby(visible),
  ),
};
