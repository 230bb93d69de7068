import { z } from 'zod';
import { type Actions, action } from '../action.ts';
import * as field from '../fields.ts';
import { SEARCH_HITS_MAX } from '../limits.ts';

const { conversation, device } = field;

/** People, their devices, and finding things. */
export const PEOPLE_ACTIONS: Actions = {
  answerDevice: action(
    ['devices.answer'],
    z.strictObject({ conversation, device, theirs: field.flag() }),
    ({ devices }, { conversation, device, theirs }) => devices.answer(conversation, device, theirs),
  ),
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
};
