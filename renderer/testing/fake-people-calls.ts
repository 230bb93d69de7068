import type {
  BridgeCalls,
  CheckView,
  ContactView,
  ConversationView,
  InviteStoryView,
  NearbyView,
  ProfileView,
  RequestView,
} from '../../electron/bridge/contract.ts';
import { conversationId, hexId } from './make-message.ts';

interface FakeParts {
  readonly contacts: () => readonly ConversationView[];
  readonly me: () => ProfileView | null;
  readonly setMe: (profile: ProfileView) => void;
  readonly tellPeople: () => void;
  readonly tellCheck: (check: CheckView) => void;
}

type PeopleCalls = Pick<
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
  | 'getSafety'
  | 'confirmSafetyWords'
  | 'denySafetyWords'
  | 'unverify'
  | 'getLiveCode'
  | 'scanCode'
  | 'startCheck'
  | 'answerCheck'
  | 'cancelCheck'
  | 'listInvites'
  | 'makeInvite'
  | 'withdrawInvite'
  | 'saveQrPicture'
  | 'switchCamera'
>;

const ok = <T>(value: T): { readonly ok: true; readonly value: T } => ({ ok: true, value });
const SAFETY = {
  words: ['river', 'candle', 'orbit', 'meadow', 'violin', 'amber'],
  hue: 3,
  rows: [9, 6, 15, 2, 7, 12, 5, 8],
};
const LINK = `HASHLINE:${'AEBAGBAFAYDQQCIK'.repeat(40)}`;

const DAY_MS = 86_400_000;

/** What is special about some of the family. */
const KNOWN: Readonly<Record<string, Partial<ContactView>>> = {
  Anna: {
    pictureId: 'sample-3-1600x1200',
    nickname: 'Anna',
    announcedName: 'Anna Berger',
    verified: { how: 'nearby', atMs: Date.now() - 30 * DAY_MS },
  },
  'Onkel Karl': { resembles: [{ person: '', name: 'Karl Berger', by: 'picture' }], pictureId: 'sample-1-1800x1200' },
};

function stories(): InviteStoryView[] {
  const made = (n: number, given: Partial<InviteStoryView>): InviteStoryView => ({
    id: String(n),
    state: 'open',
    createdAtMs: Date.now() - n * DAY_MS,
    expiresAtMs: Date.now() + (14 - n) * DAY_MS,
    usesMax: 1,
    uses: [],
    ...given,
  });
  const open = { text: LINK, link: LINK, qr: LINK, expiresAtMs: Date.now() + 13 * DAY_MS };
  return [
    made(1, { invite: open }),
    made(4, { state: 'used', uses: [{ person: hexId(1), name: 'Anna', atMs: Date.now() - 3 * DAY_MS }] }),
    made(9, { state: 'withdrawn', withdrawnAtMs: Date.now() - 8 * DAY_MS }),
    made(20, { state: 'expired' }),
  ];
}

/** What the preview does with people: a family's contacts, one stranger who asks, one neighbour. */
const CHECK_ID = 'c'.repeat(32);

export function fakePeopleCalls({ contacts, me, setMe, tellPeople, tellCheck }: FakeParts): PeopleCalls {
  let requests: RequestView[] = [
    {
      person: hexId(0x7e0),
      name: 'Theo',
      text: 'Hello, this is Theo from the choir.',
      via: 'hashname',
      atMs: Date.now() - 3_600_000,
      resembles: [],
    },
    {
      person: hexId(0xa99a).replace(/^0000/, '0007'),
      name: 'Αnna', // its first letter is Greek
      text: 'I have a new computer, please accept me there.',
      via: 'nearby',
      atMs: Date.now() - 86_400_000,
      resembles: [{ person: '', name: 'Anna', by: 'name' }],
    },
  ];
  let ignored: RequestView | undefined;
  let blocked: { person: string; name: string; atMs: number }[] = [];
  let isVisibleNearby = true;
  const changed = new Map<string, Partial<ContactView>>();
  const nearby: NearbyView[] = [
    { person: hexId(0x1ea).replace(/^0000/, '0003'), name: 'Lea', seenAtMs: Date.now() },
    { person: hexId(0x2eb).replace(/^0000/, '0009'), name: 'Opa Heinrich', seenAtMs: Date.now() },
  ];

  const contactOf = ({ id, person = '', name, state, addedAtMs }: ConversationView): ContactView => ({
    person,
    conversationId: id,
    name,
    announcedName: name,
    state,
    met: 'used-invite',
    addedAtMs,
    ...KNOWN[name],
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
  const changeMe = (given: Partial<ProfileView>) => {
    const profile = me();
    if (profile === null) return { ok: false as const, error: 'no-profile' as const };
    setMe({ ...profile, ...given });
    tellPeople();
    return ok({});
  };
  const invite = () => ({ text: LINK, link: LINK, qr: LINK, expiresAtMs: Date.now() + 120_000 });

  return {
    getPeople: async () =>
      ok({ me: me(), contacts: contacts().map(contactOf), requests, blocked, nearby, isVisibleNearby }),
    acceptRequest: async ({ person }) => {
      drop(person);
      return ok({ conversationId: conversationId(1) });
    },
    ignoreRequest: async ({ person }) => {
      ignored = requests.find((held) => held.person === person) ?? ignored;
      drop(person);
      return ok({});
    },
    restoreRequest: async () => {
      if (ignored !== undefined) requests = [ignored, ...requests];
      tellPeople();
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
    renameMe: async ({ name }) => {
      if (name.includes('!')) return { ok: false, error: 'bad-name' };
      return changeMe({ name });
    },
    setMyPicture: async ({ bytes }) => changeMe({ pictureId: bytes === undefined ? undefined : 'sample-1-1800x1200' }),
    lookNearby: async () => ok({}),
    setVisibleNearby: async (given) => {
      isVisibleNearby = given.isVisible;
      tellPeople();
      return ok({});
    },
    getSafety: async () => ok({ own: SAFETY, theirs: { ...SAFETY, hue: 5 } }),
    confirmSafetyWords: async ({ person }) =>
      change(person, { verified: { how: 'words', atMs: Date.now() }, differedAtMs: undefined }),
    denySafetyWords: async ({ person }) => change(person, { verified: undefined, differedAtMs: Date.now() }),
    unverify: async ({ person }) => change(person, { verified: undefined, differedAtMs: undefined }),
    getLiveCode: async () => ok(invite()),
    scanCode: async () => ok({ conversationId: conversationId(1), isLive: true }),
    startCheck: async ({ person }) => {
      if (contacts().find((held) => held.person === person)?.trust.state !== 'direct-same-network')
        return { ok: false, error: 'not-near' };
      tellCheck({ person, id: CHECK_ID, isOurs: true, isOver: false });
      setTimeout(
        () =>
          tellCheck({ person, id: CHECK_ID, isOurs: true, shared: { ...SAFETY, words: ['candle'] }, isOver: false }),
        900,
      );
      return ok({});
    },
    cancelCheck: async ({ person }) => {
      tellCheck({ person, id: CHECK_ID, isOurs: true, isOver: true });
      return ok({});
    },
    answerCheck: async ({ person, isSame }) => {
      tellCheck({ person, id: CHECK_ID, isOurs: true, isOver: true });
      const nowMs = Date.now();
      return isSame
        ? change(person, { verified: { how: 'nearby', atMs: nowMs }, differedAtMs: undefined })
        : change(person, { verified: undefined, differedAtMs: nowMs });
    },
    listInvites: async () => ok(stories()),
    makeInvite: async () => ({ ok: false, error: 'too-many-invites' }),
    withdrawInvite: async () => ok({}),
    saveQrPicture: async () => ok({ isSaved: true }),
    switchCamera: async ({ isOn }) => (isOn ? { ok: false, error: 'refused-by-system' } : ok({})),
  };
}
