import type { BridgeCalls } from '../../bridge/contract.ts';
import type { GroupsApi } from '../../messenger/index.ts';
import { answer } from '../page-views.ts';

type GroupCalls = Pick<
  BridgeCalls,
  | 'createGroup'
  | 'addToGroup'
  | 'answerGroup'
  | 'removeFromGroup'
  | 'leaveGroup'
  | 'setGroupAdmin'
  | 'renameGroup'
  | 'setGroupPicture'
>;

/** What the page may do with groups. */
export function groupCalls(api: () => GroupsApi): GroupCalls {
  return {
    createGroup: async ({ title, persons }) => answer<'createGroup'>(await api().create(title, persons)),
    addToGroup: async ({ conversationId, persons, withHistory }) =>
      answer<'addToGroup'>(await api().add(conversationId, persons, withHistory)),
    answerGroup: async ({ conversationId, isYes }) => answer<'answerGroup'>(await api().answer(conversationId, isYes)),
    removeFromGroup: async ({ conversationId, device }) =>
      answer<'removeFromGroup'>(await api().remove(conversationId, device)),
    leaveGroup: async ({ conversationId }) => answer<'leaveGroup'>(await api().leave(conversationId)),
    setGroupAdmin: async ({ conversationId, device, isAdmin }) =>
      answer<'setGroupAdmin'>(await api().setAdmin(conversationId, device, isAdmin)),
    renameGroup: async ({ conversationId, title }) => answer<'renameGroup'>(await api().rename(conversationId, title)),
    setGroupPicture: async ({ conversationId, bytes }) =>
      answer<'setGroupPicture'>(await api().setPicture(conversationId, bytes)),
  };
}
