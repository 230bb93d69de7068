import type { ConversationView } from '../../../electron/bridge/contract.ts';
import type { AppState } from '../../store/app-store.ts';

/** Groups to which I belong and this person too, by name. A fresh array each time: read it through `useShallow`. */
export const selectSharedGroups =
  (person: string) =>
  ({ conversationsById }: AppState): readonly ConversationView[] =>
    Object.values(conversationsById)
      .filter((conversation) => conversation !== undefined)
      .filter(
        ({ group }) => group?.state === 'member' && group.members.some((one) => one.device === person && one.hasJoined),
      )
      .sort((one, other) => one.name.localeCompare(other.name));
