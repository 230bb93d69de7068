import { z } from 'zod';
import { PAGE_MESSAGES_MAX } from '../../limits.ts';
import { type Actions, action, done } from '../action.ts';
import * as field from '../fields.ts';
import { PINS_MAX, SEARCH_HITS_MAX } from '../limits.ts';

const { conversation, message, place } = field;
const limit = field.limit.default(PAGE_MESSAGES_MAX);
const atMs = field.count(0, Number.MAX_SAFE_INTEGER);
const kind = z.enum(['album', 'file', 'voice'], { error: 'expected album, file or voice' });
const conversations = z
  .array(conversation, { error: 'expected a list of conversations' })
  .max(PINS_MAX, { error: `expected at most ${PINS_MAX} conversations` });

/** Finding one's way in conversations, and how each is kept. */
export const VIEW_ACTIONS: Actions = {
  search: action(
    ['search.find'],
    z.strictObject({
      text: field.words,
      conversation: conversation.optional(),
      kinds: z.array(field.name, { error: 'expected a list of kinds' }).optional(),
      before: field.count(0, Number.MAX_SAFE_INTEGER).optional(),
      limit: field.count(1, SEARCH_HITS_MAX).default(SEARCH_HITS_MAX),
    }),
    ({ search }, { conversation, ...request }) => search.find({ ...request, conversationId: conversation }),
  ),
  around: action(['pages.around'], z.strictObject({ conversation, message, limit }), ({ pages }, fields) =>
    pages.around(fields.conversation, fields.message, fields.limit),
  ),
  after: action(['pages.after'], z.strictObject({ conversation, place, limit }), ({ pages }, fields) =>
    pages.after(fields.conversation, fields.place, fields.limit),
  ),
  atDate: action(['pages.atDate'], z.strictObject({ conversation, atMs, limit }), ({ pages }, fields) =>
    pages.atDate(fields.conversation, fields.atMs, fields.limit),
  ),
  firstUnread: action(['pages.firstUnread'], z.strictObject({ conversation, limit }), ({ pages }, fields) =>
    pages.firstUnread(fields.conversation, fields.limit),
  ),
  gallery: action(
    ['pages.gallery'],
    z.strictObject({ conversation, kind, before: place.optional(), limit }),
    ({ pages }, { conversation, kind, before, limit }) => pages.gallery(conversation, kind, before, limit),
  ),
  draft: action(
    ['settings.setDraft'],
    z.strictObject({ conversation, text: field.words, replyTo: message.optional() }),
    ({ settings }, { conversation, text, replyTo }) => settings.setDraft(conversation, text, replyTo),
  ),
  pin: action(
    ['settings.setPinned'],
    z.strictObject({ conversation, pinned: field.flag() }),
    ({ settings }, { conversation, pinned }) => settings.setPinned(conversation, pinned),
  ),
  orderPins: action(['settings.orderPins'], z.strictObject({ conversations }), ({ settings }, { conversations }) =>
    settings.orderPins(conversations),
  ),
  mute: action(
    ['settings.setMuted'],
    z.strictObject({ conversation, untilMs: atMs.optional() }),
    ({ settings }, { conversation, untilMs }) => settings.setMuted(conversation, untilMs),
  ),
  tell: action(
    ['settings.setTells'],
    z.strictObject({ conversation, read: field.flag().optional(), typing: field.flag().optional() }),
    ({ settings }, { conversation, read, typing }) =>
      settings.setTells(conversation, { ...(read !== undefined && { read }), ...(typing !== undefined && { typing }) }),
  ),
  usualTells: action(['settings.usualTells'], z.strictObject({}), async ({ settings }) =>
    done({ tells: settings.usualTells() }),
  ),
  tellUsually: action(
    ['settings.setUsualTells'],
    z.strictObject({ read: field.flag().optional(), typing: field.flag().optional() }),
    ({ settings }, { read, typing }) =>
      settings.setUsualTells({ ...(read !== undefined && { read }), ...(typing !== undefined && { typing }) }),
  ),
  recentEmoji: action(['settings.recentEmoji'], z.strictObject({}), async ({ settings }) =>
    done({ emoji: await settings.recentEmoji() }),
  ),
  noteEmoji: action(['settings.noteEmoji'], z.strictObject({ emoji: z.string() }), ({ settings }, { emoji }) =>
    settings.noteEmoji(emoji),
  ),
  markUnread: action(
    ['settings.setMarkedUnread'],
    z.strictObject({ conversation, unread: field.flag() }),
    ({ settings }, { conversation, unread }) => settings.setMarkedUnread(conversation, unread),
  ),
  archive: action(
    ['settings.setArchived'],
    z.strictObject({ conversation, archived: field.flag() }),
    ({ settings }, { conversation, archived }) => settings.setArchived(conversation, archived),
  ),
  deleteConversation: action(['settings.deleteHere'], z.strictObject({ conversation }), ({ settings }, fields) =>
    settings.deleteHere(fields.conversation),
  ),
  typing: action(
    ['settings.typing'],
    z.strictObject({ conversation, typing: field.flag() }),
    async ({ settings }, { conversation, typing }) => {
      settings.typing(conversation, typing);
      return done();
    },
  ),
};
