import { z } from 'zod';
import { PHOTO_FILE_BYTES_MAX } from '../../limits.ts';
import { type Actions, action, done } from '../action.ts';
import * as field from '../fields.ts';
import { readWholeFile } from '../files.ts';
import { PERSONS_MAX } from '../limits.ts';

const { conversation, device } = field;
const persons = z
  .array(field.person, { error: 'expected a list of persons' })
  .max(PERSONS_MAX, { error: `expected at most ${PERSONS_MAX} persons` });
const title = field.name;

/** Groups: who is in them, and what they are called. */
export const GROUP_ACTIONS: Actions = {
  createGroup: action(['groups.create'], z.strictObject({ title, persons }), ({ groups }, { title, persons }) =>
    groups.create(title, persons),
  ),
  addMembers: action(
    ['groups.add'],
    z.strictObject({ conversation, persons, withHistory: field.flag() }),
    ({ groups }, { conversation, persons, withHistory }) => groups.add(conversation, persons, withHistory),
  ),
  answerGroup: action(
    ['groups.answer'],
    z.strictObject({ conversation, yes: field.flag() }),
    ({ groups }, { conversation, yes }) => groups.answer(conversation, yes),
  ),
  removeMember: action(
    ['groups.remove'],
    z.strictObject({ conversation, device }),
    ({ groups }, { conversation, device }) => groups.remove(conversation, device),
  ),
  leaveGroup: action(['groups.leave'], z.strictObject({ conversation }), ({ groups }, { conversation }) =>
    groups.leave(conversation),
  ),
  setAdmin: action(
    ['groups.setAdmin'],
    z.strictObject({ conversation, device, admin: field.flag() }),
    ({ groups }, { conversation, device, admin }) => groups.setAdmin(conversation, device, admin),
  ),
  renameGroup: action(
    ['groups.rename'],
    z.strictObject({ conversation, title }),
    ({ groups }, { conversation, title }) => groups.rename(conversation, title),
  ),
  groupPicture: action(['groups.pictureOf'], z.strictObject({ conversation }), async ({ groups }, { conversation }) =>
    done({ picture: (await groups.pictureOf(conversation)) ?? null }),
  ),
  setGroupPicture: action(
    ['groups.setPicture'],
    z.strictObject({ conversation, file: field.file.optional() }),
    async ({ groups }, { conversation, file }) => {
      if (file === undefined) return groups.setPicture(conversation, undefined);
      const picture = await readWholeFile(file, PHOTO_FILE_BYTES_MAX);
      return picture.ok ? groups.setPicture(conversation, picture.value) : picture;
    },
  ),
};
