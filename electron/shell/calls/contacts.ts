import type { BridgeCalls } from '../../bridge/contract.ts';
import type { ContactsApi, ProfileView } from '../../messenger/index.ts';
import { answer } from '../page-views.ts';

type ContactCalls = Pick<
  BridgeCalls,
  | 'getPeople'
  | 'acceptRequest'
  | 'ignoreRequest'
  | 'restoreRequest'
  | 'blockPerson'
  | 'unblockPerson'
  | 'askPerson'
  | 'setNickname'
  | 'removeContact'
  | 'getProfileChanges'
  | 'renameMe'
  | 'setMyPicture'
  | 'lookNearby'
  | 'setVisibleNearby'
>;

/** What the page may do with people. */
export function contactCalls(api: () => ContactsApi, me: () => ProfileView | undefined): ContactCalls {
  return {
    getPeople: async () =>
      answer<'getPeople'>({
        ok: true,
        value: {
          me: me() ?? null,
          contacts: api().list(),
          requests: api().requests(),
          blocked: api().blocked(),
          nearby: api().nearby(),
          isVisibleNearby: api().isVisibleNearby(),
        },
      }),
    acceptRequest: async ({ person }) => answer<'acceptRequest'>(await api().accept(person)),
    ignoreRequest: async ({ person }) => answer<'ignoreRequest'>(await api().ignore(person)),
    restoreRequest: async ({ person }) => answer<'restoreRequest'>(await api().unignore(person)),
    blockPerson: async ({ person }) => answer<'blockPerson'>(await api().block(person)),
    unblockPerson: async ({ person }) => answer<'unblockPerson'>(await api().unblock(person)),
    askPerson: async ({ person, text }) => answer<'askPerson'>(await api().ask(person, text)),
    setNickname: async ({ person, nickname }) => answer<'setNickname'>(await api().setNickname(person, nickname)),
    removeContact: async ({ person }) => answer<'removeContact'>(await api().remove(person)),
    getProfileChanges: async ({ person }) => answer<'getProfileChanges'>(await api().changesOf(person)),
    renameMe: async ({ name }) => answer<'renameMe'>(await api().rename(name)),
    setMyPicture: async ({ bytes }) => answer<'setMyPicture'>(await api().setPicture(bytes)),
    lookNearby: async () => {
      api().lookNearby();
      return { ok: true, value: {} };
    },
    setVisibleNearby: async ({ isVisible }) => answer<'setVisibleNearby'>(await api().setVisibleNearby(isVisible)),
  };
}
