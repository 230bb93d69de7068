import { z } from 'zod';
import { type Actions, action, done } from '../action.ts';
import * as field from '../fields.ts';
import { INVITE_TEXT_CHARS_MAX } from '../limits.ts';

const inviteText = field.text('a text with an invite', INVITE_TEXT_CHARS_MAX);
const notice = z.enum(['key-in-file', 'port-changed', 'disk-full'], { error: 'expected the name of a notice' });

/** Oneself, the network, invites, settings. */
export const OWN_ACTIONS: Actions = {
  profile: action(['profile'], z.strictObject({}), async (messenger) => done({ profile: messenger.profile() ?? null })),
  createProfile: action(['createProfile'], z.strictObject({ name: field.name }), async (messenger, { name }) => {
    const made = await messenger.createProfile(name);
    return made.ok ? done({ profile: made.value }) : made;
  }),
  network: action(['network'], z.strictObject({}), async (messenger) => done({ network: messenger.network() })),
  notices: action(['notices'], z.strictObject({}), async (messenger) => done({ notices: messenger.notices() })),
  dismissNotice: action(['dismissNotice'], z.strictObject({ name: notice }), async (messenger, { name }) => {
    await messenger.dismissNotice(name);
    return done();
  }),
  invite: action(['getInvite'], z.strictObject({}), async (messenger) => {
    const invite = await messenger.getInvite();
    return invite.ok ? done({ invite: invite.value }) : invite;
  }),
  readInvite: action(['readInvite'], z.strictObject({ text: inviteText }), (messenger, { text }) =>
    messenger.readInvite(text),
  ),
  accept: action(['acceptInvite'], z.strictObject({ text: inviteText }), (messenger, { text }) =>
    messenger.acceptInvite(text),
  ),
  setting: action(['getSetting'], z.strictObject({ name: field.name }), async (messenger, { name }) =>
    done({ value: (await messenger.getSetting(name)) ?? null }),
  ),
  set: action(
    ['setSetting'],
    z.strictObject({ name: field.name, value: field.words }),
    async (messenger, { name, value }) => {
      await messenger.setSetting(name, value);
      return done();
    },
  ),
};
