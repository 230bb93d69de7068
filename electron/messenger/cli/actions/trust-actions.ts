import { z } from 'zod';
import { type Actions, action, done } from '../action.ts';
import * as field from '../fields.ts';
import { INVITE_TEXT_CHARS_MAX, INVITE_USES_MAX } from '../limits.ts';

const { check, conversation, device, person } = field;

/** Invites and their stories, verification, new devices. */
export const TRUST_ACTIONS: Actions = {
  invites: action(['invites.list'], z.strictObject({}), async ({ invites }) => done({ invites: await invites.list() })),
  makeInvite: action(
    ['invites.make'],
    z.strictObject({ uses: field.count(1, INVITE_USES_MAX).default(1) }),
    async ({ invites }, { uses }) => {
      const made = await invites.make(uses);
      return made.ok ? done({ invite: made.value }) : made;
    },
  ),
  withdrawInvite: action(['invites.withdraw'], z.strictObject({ invite: field.name }), ({ invites }, { invite }) =>
    invites.withdraw(invite),
  ),
  safety: action(['verification.safetyWith'], z.strictObject({ person }), async ({ verification }, { person }) =>
    verification.safetyWith(person),
  ),
  verify: action(
    ['verification.confirmWords', 'verification.unverify'],
    z.strictObject({ person, verified: field.flag() }),
    ({ verification }, { person, verified }) =>
      verified ? verification.confirmWords(person) : verification.unverify(person),
  ),
  denyWords: action(['verification.denyWords'], z.strictObject({ person }), ({ verification }, { person }) =>
    verification.denyWords(person),
  ),
  liveCode: action(['verification.liveCode'], z.strictObject({}), async ({ verification }) => {
    const code = await verification.liveCode();
    return code.ok ? done({ invite: code.value }) : code;
  }),
  scan: action(
    ['verification.scan'],
    z.strictObject({ text: field.text('a text with a code', INVITE_TEXT_CHARS_MAX) }),
    ({ verification }, { text }) => verification.scan(text),
  ),
  startCheck: action(['verification.startCheck'], z.strictObject({ person }), async ({ verification }, { person }) =>
    verification.startCheck(person),
  ),
  cancelCheck: action(
    ['verification.cancelCheck'],
    z.strictObject({ person, check }),
    async ({ verification }, fields) => {
      verification.cancelCheck(fields.person, fields.check);
      return done();
    },
  ),
  answerCheck: action(
    ['verification.answerCheck'],
    z.strictObject({ person, check, same: field.flag() }),
    ({ verification }, fields) => verification.answerCheck(fields.person, fields.check, fields.same),
  ),
  answerDevice: action(
    ['devices.answer'],
    z.strictObject({ conversation, device, theirs: field.flag() }),
    ({ devices }, { conversation, device, theirs }) => devices.answer(conversation, device, theirs),
  ),
};
