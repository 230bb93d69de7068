import type { Actions } from '../action.ts';
import { BACKUP_ACTIONS } from './backup-actions.ts';
import { CONTACT_ACTIONS } from './contact-actions.ts';
import { CONVERSATION_ACTIONS } from './conversation-actions.ts';
import { FILE_ACTIONS } from './file-actions.ts';
import { GROUP_ACTIONS } from './group-actions.ts';
import { NETWORK_ACTIONS } from './network-actions.ts';
import { OWN_ACTIONS } from './own-actions.ts';
import { PHOTO_ACTIONS } from './photo-actions.ts';
import { TRUST_ACTIONS } from './trust-actions.ts';
import { VIEW_ACTIONS } from './view-actions.ts';

/** Every action, by name. */
export const ACTIONS: Actions = {
  ...OWN_ACTIONS,
  ...NETWORK_ACTIONS,
  ...CONTACT_ACTIONS,
  ...TRUST_ACTIONS,
  ...CONVERSATION_ACTIONS,
  ...PHOTO_ACTIONS,
  ...FILE_ACTIONS,
  ...GROUP_ACTIONS,
  ...VIEW_ACTIONS,
  ...BACKUP_ACTIONS,
};
