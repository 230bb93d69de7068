import type { StateCreator } from 'zustand';
import type {
  CheckView,
  ContactView,
  ConversationView,
  NearbyView,
  PeopleView,
  RequestView,
} from '../../electron/bridge/contract.ts';
import type { AppState } from './app-store.ts';

type BlockedView = PeopleView['blocked'][number];

/** Everybody: contacts, strangers who ask, blocked people, neighbours; and checks side by side that go on. */
export interface PeopleSlice {
  readonly contactsByPerson: Readonly<Record<string, ContactView>>;
  readonly requests: readonly RequestView[];
  readonly blocked: readonly BlockedView[];
  readonly nearby: readonly NearbyView[];
  readonly isVisibleNearby: boolean;
  readonly checksByPerson: Readonly<Record<string, CheckView>>;
  applyPeople(people: PeopleView): void;
  applyCheck(check: CheckView): void;
}

export const createPeopleSlice: StateCreator<AppState, [], [], PeopleSlice> = (set) => ({
  contactsByPerson: {},
  requests: [],
  blocked: [],
  nearby: [],
  isVisibleNearby: true,
  checksByPerson: {},
  applyPeople: ({ me, contacts, ...people }) =>
    set(({ profile }) => ({
      ...people,
      profile: me ?? profile,
      contactsByPerson: Object.fromEntries(contacts.map((contact) => [contact.person, contact])),
    })),
  applyCheck: (check) =>
    set(({ checksByPerson, verifying }) => {
      if (!check.isOver) {
        const next = { ...checksByPerson, [check.person]: check }; // news keeps its place
        return { checksByPerson: next, verifying: verifying === check.person ? null : verifying };
      }
      const { [check.person]: _over, ...others } = checksByPerson;
      return { checksByPerson: others };
    }),
});

/** Undefined for strangers, and for whoever is in a group and not a contact. */
export const selectContact = (person: string | undefined) => (state: AppState) =>
  person === undefined ? undefined : state.contactsByPerson[person];

/** Of oneself, of contacts and of groups, which go by their conversation's id. A device is its person as long as a person has one. */
export const selectPictureId =
  (id: string) =>
  (state: AppState): string | undefined => {
    if (state.profile?.hashname === id) return state.profile.pictureId;
    return state.contactsByPerson[id]?.pictureId ?? groupOf(id, state)?.pictureId;
  };

/** The check to show: the one that began first, and none over the ways of checking somebody else. */
export const selectCheck = (state: AppState): CheckView | undefined =>
  state.verifying === null ? Object.values(state.checksByPerson)[0] : undefined;

/** Whether one of the dialogs about who is who is open. */
export const selectIsVerifying = (state: AppState): boolean =>
  state.verifying !== null || selectCheck(state) !== undefined;

/** A plain look-up: what names a person names no conversation. */
const groupOf = (id: string, { conversationsById }: AppState): ConversationView['group'] =>
  (conversationsById as Readonly<Record<string, ConversationView>>)[id]?.group;
