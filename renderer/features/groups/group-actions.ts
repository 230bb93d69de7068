import type { ConversationId, GroupProblem, Problem } from '../../../electron/bridge/contract.ts';
import { bridge } from '../../bridge.ts';
import { tell } from '../../components/toasts.ts';
import type { MessageKey } from '../../i18n.tsx';
import { useAppStore } from '../../store/app-store.ts';

/** What to tell the person, for every way a change to a group can fail. Leave one out and this does not compile. */
export const GROUP_PROBLEM_KEYS = {
  'unknown-conversation': 'problem.conversationGone',
  'bad-title': 'group.problem.badTitle',
  'unknown-person': 'group.problem.unknownPerson',
  'not-an-admin': 'group.problem.notAdmin',
  'not-a-member': 'composer.notMember',
  'group-full': 'group.problem.full',
  'too-many-groups': 'group.problem.tooMany',
  'not-an-image': 'person.notAnImage',
  'picture-too-large': 'person.pictureTooLarge',
  'disk-full': 'group.problem.diskFull',
  forbidden: 'problem.ours',
  'bad-request': 'problem.ours',
  internal: 'problem.ours',
} as const satisfies Record<GroupProblem | Problem<'getState'>, MessageKey>;

type Change = Promise<{ readonly ok: true } | { readonly ok: false; readonly error: keyof typeof GROUP_PROBLEM_KEYS }>;

/** Says why it failed, if it did. What changed is told by the main process. */
async function change(answer: Change): Promise<boolean> {
  const result = await answer;
  if (!result.ok) tell(GROUP_PROBLEM_KEYS[result.error]);
  return result.ok;
}

/** After a yes the group opens; after a no the conversation is gone, here and in the messenger. */
export async function answerInvitation(id: ConversationId, isYes: boolean): Promise<void> {
  if (!(await change(bridge.answerGroup({ conversationId: id, isYes })))) return;
  const { pane, showConversation, showWelcome, dropConversation } = useAppStore.getState();
  if (isYes) {
    showConversation(id);
    return;
  }
  if (pane.name === 'conversation' && pane.id === id) showWelcome();
  dropConversation(id);
}

export const renameGroup = (conversationId: ConversationId, title: string): Promise<boolean> =>
  change(bridge.renameGroup({ conversationId, title }));

/** Any picture file; the main process makes it small. None takes it away. */
export async function setGroupPicture(conversationId: ConversationId, file: Blob | undefined): Promise<void> {
  const bytes = file && { bytes: new Uint8Array(await file.arrayBuffer()) };
  await change(bridge.setGroupPicture({ conversationId, ...bytes }));
}

export const addToGroup = (
  conversationId: ConversationId,
  persons: readonly string[],
  withHistory: boolean,
): Promise<boolean> => change(bridge.addToGroup({ conversationId, persons: [...persons], withHistory }));

export const removeFromGroup = (conversationId: ConversationId, device: string): Promise<boolean> =>
  change(bridge.removeFromGroup({ conversationId, device }));

export const setGroupAdmin = (conversationId: ConversationId, device: string, isAdmin: boolean): Promise<boolean> =>
  change(bridge.setGroupAdmin({ conversationId, device, isAdmin }));

export const leaveGroup = (conversationId: ConversationId): Promise<boolean> =>
  change(bridge.leaveGroup({ conversationId }));
