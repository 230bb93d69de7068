import type { Actions } from '../action.ts';
import { CONVERSATION_ACTIONS } from './conversation-actions.ts';
import { FILE_ACTIONS } from './file-actions.ts';
import { GROUP_ACTIONS } from './group-actions.ts';
import { OWN_ACTIONS } from './own-actions.ts';
import { PEOPLE_ACTIONS } from './people-actions.ts';
import { PHOTO_ACTIONS } from './photo-actions.ts';

/** Every action, by name. */
export const ACTIONS: Actions = {
  ...OWN_ACTIONS,
  ...PEOPLE_ACTIONS,
  ...CONVERSATION_ACTIONS,
  ...PHOTO_ACTIONS,
  ...FILE_ACTIONS,
  ...GROUP_ACTIONS,
};
