import type {
  BridgeCalls,
  ContactView,
  ConversationView,
  NearbyView,
  RequestView,
} from '../../electron/bridge/contract.ts';
import { conversationId, hexId } from './make-message.ts';

interface FakeParts {
  readonly contacts: () => readonly ConversationView[];
  readonly tellPeople: () => void;
}

type PeopleCalls = Pick<
  BridgeCalls,
  | 'getPeople'
  | 'acceptRequest'
  | 'ignoreRequest'
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
  | 'getSafety'
  | 'confirmSafetyWords'
  | 'unverify'
  | 'getLiveCode'
  | 'scanCode'
  | 'startCheck'
  | 'answerCheck'
  | 'listInvites'
  | 'makeInvite'
  | 'withdrawInvite'
>;

const ok = <T>(value: T): { readonly ok: true; readonly value: T } => ({ ok: true, value });
const SAFETY = {
  words: ['river', 'candle', 'orbit', 'meadow', 'violin', 'amber'],
  hue: 3,
  rows: [9, 6, 15, 2, 7, 12, 5, 8],
};
const LINK = `HASHLINE:${'AEBAGBAFAYDQQCIK'.repeat(40)}`;

/** What the preview does with people: a family's contacts, one stranger who asks, one neighbour. */
export function fakePeopleCalls({ contacts, tellPeople }: FakeParts): PeopleCalls {
  let requests: RequestView[] = [
    {
      person: hexId(0x7e0),
      name: 'Theo',
      text: 'Hello, this is Theo from the choir.',
      via: 'hashname',
      atMs: Date.now() - 3_600_000,
      resembles: [],
    },
  ];
  let blocked: { person: string; name: string; atMs: number }[] = [];
  let isVisibleNearby = true;
  const changed = new Map<string, Partial<ContactView>>();
  const nearby: NearbyView[] = [{ person: hexId(0x1ea), name: 'Lea', seenAtMs: Date.now() }];

  const contactOf = ({ id, person = '', name, state, addedAtMs }: ConversationView): ContactView => ({
    person,
    conversationId: id,
    name,
    announcedName: name,
    state,
    met: 'used-invite',
    addedAtMs,
    isBlocked: blocked.some((held) => held.person === person),
    usuallyAtHour: 19,
    resembles: [],
    ...changed.get(person),
  });
  const change = (person: string, given: Partial<ContactView>) => {
    changed.set(person, { ...changed.get(person), ...given });
    tellPeople();
    return ok({});
  };
  const drop = (person: string) => {
    requests = requests.filter((request) => request.person !== person);
    tellPeople();
  };
  const invite = () => ({ text: LINK, link: LINK, qr: LINK, expiresAtMs: Date.now() + 120_000 });

  return {
    getPeople: async () => ok({ contacts: contacts().map(contactOf), requests, blocked, nearby, isVisibleNearby }),
    acceptRequest: async ({ person }) => {
      drop(person);
      return ok({ conversationId: conversationId(1) });
    },
    ignoreRequest: async ({ person }) => {
      drop(person);
      return ok({});
    },
    blockPerson: async ({ person }) => {
      const name = contacts().find((held) => held.person === person)?.name ?? 'Theo';
      blocked = [...blocked, { person, name, atMs: Date.now() }];
      drop(person);
      return ok({});
    },
    unblockPerson: async ({ person }) => {
      blocked = blocked.filter((held) => held.person !== person);
      tellPeople();
      return ok({});
    },
    askPerson: async ({ person }) =>
      /^[0-9a-f]{64}$/.test(person) ? ok({ conversationId: conversationId(1) }) : { ok: false, error: 'bad-hashname' },
    setNickname: async ({ person, nickname }) => change(person, { nickname, ...(nickname && { name: nickname }) }),
    removeContact: async () => ok({}),
    getProfileChanges: async () =>
      ok({ changes: [{ atMs: Date.now() - 86_400_000, what: 'name', before: 'Anna B.' }] }),
    renameMe: async () => ok({}),
    setMyPicture: async () => ok({}),
    lookNearby: async () => ok({}),
    setVisibleNearby: async (given) => {
      isVisibleNearby = given.isVisible;
      tellPeople();
      return ok({});
    },
    getSafety: async () => ok({ own: SAFETY, theirs: { ...SAFETY, hue: 5 } }),
    confirmSafetyWords: async ({ person }) => change(person, { verified: { how: 'words', atMs: Date.now() } }),
    unverify: async ({ person }) => change(person, { verified: undefined }),
    getLiveCode: async () => ok(invite()),
    scanCode: async () => ok({ conversationId: conversationId(1), isLive: true }),
    startCheck: async () => ({ ok: false, error: 'not-near' }),
    answerCheck: async () => ok({}),
    listInvites: async () => ok([]),
    makeInvite: async () => ({ ok: false, error: 'too-many-invites' }),
    withdrawInvite: async () => ok({}),
  };
}
