import { fail, ok, type Result } from '../../../switch/index.ts';
import type { ContactsApi } from '../api/contacts-api.ts';
import type { InvitesApi } from '../api/invites-api.ts';
import type { VerificationApi } from '../api/verification-api.ts';
import type { Running } from '../running.ts';
import { unlessDiskFull } from '../store-trouble.ts';
import type { InviteProblem } from '../views/invite-views.ts';
import type { NearbyView } from '../views/person-views.ts';
import { InviteActions } from './invite-actions.ts';
import { type InviteDesk, inviteView } from './invite-desk.ts';
import type { InviteExchange } from './invite-exchange.ts';

export interface PeopleApiParts {
  /** Undefined until the keys are there. */
  readonly running: () => Running | undefined;
  readonly desk: InviteDesk;
  readonly exchange: InviteExchange;
}

const NOBODY: readonly never[] = [];

/** The calls about people, before and after there are any; a full disk is one of their answers. */
export function createPeopleApi(parts: PeopleApiParts): {
  readonly contacts: ContactsApi;
  readonly invites: InvitesApi;
  readonly verification: VerificationApi;
} {
  return { contacts: contactsOf(parts), invites: invitesOf(parts), verification: verificationOf(parts) };
}

function contactsOf({ running }: PeopleApiParts): ContactsApi {
  const actions = () => running()?.contacts.actions;
  type Actions = NonNullable<ReturnType<typeof actions>>;
  const act = <T, E extends string>(call: (actions: Actions) => Promise<Result<T, E>>) =>
    unlessDiskFull<T, E | 'no-profile'>(async () => {
      const ready = actions();
      return ready === undefined ? fail('no-profile') : call(ready);
    });
  return {
    list: () => actions()?.list() ?? NOBODY,
    requests: () => actions()?.requests() ?? NOBODY,
    blocked: () => actions()?.blocked() ?? NOBODY,
    accept: (person) => act((ready) => ready.accept(person)),
    ignore: (person) => act((ready) => ready.ignore(person)),
    unignore: (person) => act((ready) => ready.unignore(person)),
    block: (person) => act((ready) => ready.block(person)),
    unblock: (person) => act((ready) => ready.unblock(person)),
    ask: (person, text) => act((ready) => ready.ask(person, text)),
    setNickname: (person, nickname) => act((ready) => ready.setNickname(person, nickname)),
    remove: (person) => act((ready) => ready.remove(person)),
    changesOf: (person) => act((ready) => ready.changesOf(person)),
    pictureOf: (person) => actions()?.pictureOf(person),
    ownPicture: () => actions()?.ownPicture(),
    rename: (name) => act((ready) => ready.rename(name)),
    setPicture: (file) => act((ready) => ready.setPicture(file)),
    nearby: (): readonly NearbyView[] => actions()?.nearby() ?? NOBODY,
    lookNearby: () => actions()?.lookNearby(),
    isVisibleNearby: () => actions()?.isVisibleNearby() ?? false,
    setVisibleNearby: (isVisible) => act((ready) => ready.setVisibleNearby(isVisible)),
  };
}

function invitesOf({ running, desk, exchange }: PeopleApiParts): InvitesApi {
  const act = <T, E extends string>(call: (actions: InviteActions) => Promise<Result<T, E>>) =>
    unlessDiskFull<T, E | 'no-profile'>(async () => {
      const core = running()?.core;
      return core === undefined
        ? fail('no-profile')
        : call(new InviteActions({ core, desk, face: () => exchange.face() }));
    });
  return {
    async list() {
      const listed = await act(async (actions) => ok(await actions.list()));
      return listed.ok ? listed.value : NOBODY;
    },
    make: (usesMax) => act((actions) => actions.make(usesMax)),
    withdraw: (id) => act((actions) => actions.withdraw(id)),
  };
}

function verificationOf({ running, desk, exchange }: PeopleApiParts): VerificationApi {
  return {
    safetyWith: (person) => running()?.contacts.verification.safetyWith(person) ?? fail('unknown-person'),
    confirmWords: (person) =>
      unlessDiskFull(
        async () => (await running()?.contacts.verification.verify(person, 'words')) ?? fail('unknown-person'),
      ),
    denyWords: (person) =>
      unlessDiskFull(async () => (await running()?.contacts.verification.differ(person)) ?? fail('unknown-person')),
    unverify: (person) =>
      unlessDiskFull(async () => (await running()?.contacts.verification.unverify(person)) ?? fail('unknown-person')),
    liveCode: () =>
      unlessDiskFull(async () => {
        const shown = exchange.face();
        return shown === undefined ? fail('no-profile') : ok(inviteView(await desk.issueLive(), shown));
      }),
    scan: (text) =>
      unlessDiskFull<{ conversationId: string; isLive: boolean }, InviteProblem | 'no-profile'>(async () => {
        const [ready, invite] = [running(), exchange.check(text)];
        if (!invite.ok) return invite;
        if (ready === undefined || exchange.face() === undefined) return fail('no-profile');
        const conversationId = await exchange.takeUp(ready, invite.value);
        const isLive = invite.value.isLive === true;
        if (isLive) ready.contacts.verification.sawCode(invite.value);
        return ok({ conversationId, isLive });
      }),
    startCheck: (person) => running()?.contacts.checks.start(person) ?? fail('unknown-person'),
    cancelCheck: (person, id) => running()?.contacts.checks.cancel(person, id),
    answerCheck: (person, id, isSame) =>
      unlessDiskFull(
        async () => (await running()?.contacts.checks.answer(person, id, isSame)) ?? fail('unknown-person'),
      ),
  };
}
