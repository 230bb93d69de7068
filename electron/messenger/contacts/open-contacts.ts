import type { Endpoint, Hashname } from '../../../switch/index.ts';
import type { Core } from '../core.ts';
import type { OwnProfile } from '../identity/own-profile.ts';
import type { ImagePort } from '../photos/image-port.ts';
import type { OwnHello } from '../sync/hello-channel.ts';
import type { Say } from '../sync/sync-host.ts';
import { SideChecks } from '../trust/side-checks.ts';
import { Verification } from '../trust/verification.ts';
import { ContactActions } from './contact-actions.ts';
import { resumeRemoval } from './contact-removal.ts';
import { Habits } from './habits.ts';
import { HelloDesk } from './hello-desk.ts';
import type { InviteDesk } from './invite-desk.ts';
import { Nearby } from './nearby.ts';
import { People } from './people.ts';
import type { ContactWords, PersonParts } from './person.ts';
import { Profiles } from './profiles.ts';
import { Requests } from './requests.ts';

/** Where "I am not to be seen by neighbours" is kept. */
const HIDDEN_STATE = 'nearby-hidden';

export interface ContactsParts extends Omit<PersonParts, 'words' | 'profiles'> {
  readonly core: Core;
  readonly invites: InviteDesk;
  readonly own: OwnProfile;
  readonly images: ImagePort;
  readonly random: (length: number) => Uint8Array;
  readonly ownHello: () => OwnHello | undefined;
  /** Names changed: groups show them too. */
  readonly onNames: () => void;
}

/** Everything about people: contacts with what is spoken to them, strangers who ask, neighbours, and who proved to be whom. */
export interface Contacts {
  readonly people: People;
  readonly actions: ContactActions;
  readonly verification: Verification;
  readonly checks: SideChecks;
  attach(endpoint: Endpoint): void;
  stop(): Promise<void>;
}

export async function openContacts(parts: ContactsParts): Promise<Contacts> {
  const { core, invites, own, ownHello, random } = parts;
  const { state } = core.store;
  await resumeRemoval(core);
  const onChange = () => core.emit({ name: 'contacts' });
  let isHidden = (await state.getText(HIDDEN_STATE)) === 'yes';
  let endpoint: Endpoint | undefined;
  const isContact = (person: string) => core.contacts.get(person)?.state === 'contact';
  const requests = await Requests.open(core.store.people, isContact, onChange);
  const nearby = new Nearby({ core, ownHello, isVisible: () => !isHidden, onChange });
  const profiles = new Profiles({
    core,
    images: parts.images,
    own,
    onChange: (person) => actions.profileChanged(person),
  });
  const say = (person: string, ...said: Parameters<Say>) => people.get(person)?.say(...said) === true;
  const verification = new Verification({ core, invites, say, onChange });
  const checks = new SideChecks({
    core,
    random,
    say,
    isNear: (person) => people.get(person)?.isNear === true,
    onAnswer: (person, isSame) => (isSame ? verification.verify(person, 'nearby') : verification.differ(person)),
  });
  const words: ContactWords = {
    greet(toThem, row) {
      profiles.greet(toThem);
      verification.greet(toThem, row);
      checks.greet(toThem, row);
    },
    profile: (toThem) => profiles.greet(toThem),
    near: (row) => checks.near(row),
    async takeWord(row, frame, toThem) {
      checks.takeWord(row, frame, toThem);
      await profiles.takeWord(row, frame, toThem);
      await verification.takeWord(row, frame, toThem);
    },
  };
  const isNear = (device: Hashname) => nearby.isNear(device);
  const onInviteUsed = () => core.emit({ name: 'invite' });
  const people = await People.open({
    ...parts,
    words,
    profiles,
    desk: new HelloDesk({ core, invites, requests, profiles, isNear, onInviteUsed }),
    here: (device, nowMs) => nearby.here(device, nowMs),
  });
  const habits = new Habits({
    core,
    look: () => people.all().map(({ id, isOn }) => ({ person: id, isOn })),
    isOnline: () => (endpoint?.localPaths().length ?? 0) > 0,
  });
  habits.start();
  const actions = new ContactActions({
    core,
    people,
    requests,
    nearby,
    habits,
    own,
    isVisibleNearby: () => !isHidden,
    async setVisibleNearby(isVisible) {
      await state.setText(HIDDEN_STATE, isVisible ? 'no' : 'yes');
      isHidden = !isVisible;
    },
    onNames: parts.onNames,
  });
  return {
    people,
    actions,
    verification,
    checks,
    attach(attached) {
      endpoint = attached;
      nearby.attach(attached);
      people.attach(attached);
    },
    async stop() {
      habits.stop();
      nearby.stop();
      checks.stop();
      await people.stop();
    },
  };
}
