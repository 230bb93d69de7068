import { z } from 'zod';
import { PAGE_MESSAGES_MAX } from '../../limits.ts';
import { type Actions, action, done } from '../action.ts';
import * as field from '../fields.ts';

const { conversation, message, words } = field;

/** Conversations and what is written in them. */
export const CONVERSATION_ACTIONS: Actions = {
  conversations: action(['conversations'], z.strictObject({}), async (messenger) =>
    done({ conversations: await messenger.conversations() }),
  ),
  messages: action(
    ['listMessages'],
    z.strictObject({ conversation, before: field.place.optional(), limit: field.limit.default(PAGE_MESSAGES_MAX) }),
    (messenger, { conversation, before, limit }) => messenger.listMessages(conversation, before, limit),
  ),
  say: action(['sendText'], z.strictObject({ conversation, text: words }), (messenger, { conversation, text }) =>
    messenger.sendText(conversation, text),
  ),
  reply: action(
    ['messages.reply'],
    z.strictObject({ conversation, to: message, text: words }),
    (messenger, { conversation, to, text }) => messenger.messages.reply(conversation, to, text),
  ),
  edit: action(
    ['messages.edit'],
    z.strictObject({ conversation, message, text: words }),
    (messenger, { conversation, message, text }) => messenger.messages.edit(conversation, message, text),
  ),
  details: action(['messages.detailsOf'], z.strictObject({ conversation, message }), async (messenger, fields) => {
    const found = await messenger.messages.detailsOf(fields.conversation, fields.message);
    return found.ok ? done({ details: found.value }) : found;
  }),
  edits: action(['messages.editsOf'], z.strictObject({ conversation, message }), (messenger, fields) =>
    messenger.messages.editsOf(fields.conversation, fields.message),
  ),
  react: action(
    ['messages.react'],
    z.strictObject({ conversation, message, emoji: words }),
    (messenger, { conversation, message, emoji }) => messenger.messages.react(conversation, message, emoji),
  ),
  delete: action(
    ['messages.deleteForAll', 'messages.deleteHere'],
    z.strictObject({ conversation, message, forAll: field.flag() }),
    ({ messages }, { conversation, message, forAll }) =>
      forAll ? messages.deleteForAll(conversation, message) : messages.deleteHere(conversation, message),
  ),
  restore: action(['messages.restoreHere'], z.strictObject({ conversation, message }), ({ messages }, fields) =>
    messages.restoreHere(fields.conversation, fields.message),
  ),
  read: action(['markRead'], z.strictObject({ conversation, upTo: field.place }), (messenger, { conversation, upTo }) =>
    messenger.markRead(conversation, upTo),
  ),
  look: action(['lookAgain'], z.strictObject({ conversation }), (messenger, { conversation }) =>
    messenger.lookAgain(conversation),
  ),
};
