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
    set(({ checksByPerson: { [check.person]: _before, ...others } }) => ({
      checksByPerson: check.isOver ? others : { ...others, [check.person]: check },
    })),
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

/** The check to show: one at a time. */
export const selectCheck = (state: AppState): CheckView | undefined => Object.values(state.checksByPerson)[0];

/** A plain look-up: what names a person names no conversation. */
const groupOf = (id: string, { conversationsById }: AppState): ConversationView['group'] =>
  (conversationsById as Readonly<Record<string, ConversationView>>)[id]?.group;
