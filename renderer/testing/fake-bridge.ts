import type {
  Answer,
  AppStateView,
  Bridge,
  ConversationId,
  ConversationView,
  DesktopView,
  EventName,
  EventPayload,
  InviteProblem,
  LookView,
  MessageView,
} from '../../electron/bridge/contract.ts';
import { comparePlaces } from '../store/message-order.ts';
import { fakeConversationCalls } from './fake-conversation-calls.ts';
import { fakeDesktopCalls } from './fake-desktop-calls.ts';
import { fakeFileCalls } from './fake-file-calls.ts';
import { fakeOutsideCalls } from './fake-outside-calls.ts';
import { fakePageCalls } from './fake-page-calls.ts';
import { fakePeopleCalls } from './fake-people-calls.ts';
import { fakePhotoCalls } from './fake-photo-calls.ts';
import { fakeSettingsCalls } from './fake-settings-calls.ts';
import { hexId, makeMessage } from './make-message.ts';
import { samplePhoto } from './sample-photos.ts';

type ReadyState = Extract<AppStateView, { phase: 'ready' }>;

/** What the preview's main process would hold. */
export interface FakeWorld {
  state: AppStateView;
  readonly messagesById: Map<ConversationId, MessageView[]>;
  readonly desktop?: Partial<DesktopView>;
}

const ok = <T>(value: T): { readonly ok: true; readonly value: T } => ({ ok: true, value });
const fail = <E>(error: E): { readonly ok: false; readonly error: E } => ({ ok: false, error });

/** How long things take here: slow enough to see each state, quick enough to try a lot. */
const STEP_MS = 900;

/**
 * A bridge without a main process, for developing and for pictures. What is sent arrives, is seen and answered; texts
 * with certain words fail, so that every sentence can be looked at. Never part of the app: only preview.html loads it.
 */
export function createFakeBridge(world: FakeWorld, look: Partial<LookView> = {}): Bridge {
  const listeners = new Map<EventName, Set<(payload: never) => void>>();
  const emit = <N extends EventName>(name: N, payload: EventPayload<N>) => {
    for (const listener of listeners.get(name) ?? []) listener(payload as never); // `on` put it under this very name
  };
  const ready = (): ReadyState => {
    if (world.state.phase !== 'ready') throw new Error('the preview is not ready');
    return world.state;
  };
  const messagesOf = (id: ConversationId) => world.messagesById.get(id) ?? [];
  const conversationOf = (id: ConversationId) => ready().conversations.find((conversation) => conversation.id === id);

  const changeConversation = (id: ConversationId, given: Partial<ConversationView>) => {
    const state = ready();
    const conversations = state.conversations.map((held) => (held.id === id ? { ...held, ...given } : held));
    world.state = { ...state, conversations };
    const changed = conversationOf(id);
    if (changed !== undefined) emit('conversationsChanged', [changed]);
  };
  const put = (message: MessageView) => {
    const others = messagesOf(message.conversationId).filter(({ id }) => id !== message.id);
    world.messagesById.set(message.conversationId, [...others, message].sort(comparePlaces));
    emit('messagesChanged', { conversationId: message.conversationId, messages: [message] });
    const newest = messagesOf(message.conversationId).at(-1);
    const unreadCount = conversationOf(message.conversationId)?.unreadCount ?? 0;
    const isNews = others.length === messagesOf(message.conversationId).length - 1 && !message.isMine;
    changeConversation(message.conversationId, {
      ...(newest && { newest }),
      unreadCount: unreadCount + (isNews ? 1 : 0),
    });
  };
  const say = (conversationId: ConversationId, given: Partial<MessageView>): MessageView => {
    const t = (messagesOf(conversationId).at(-1)?.t ?? 0) + 1;
    const message = makeMessage(1_000_000 + t, { conversationId, t, atMs: Date.now(), ...given });
    put(message);
    return message;
  };

  /** Waiting, arriving, arrived, seen, and an answer; for someone who is away it stays waiting. */
  const letArrive = (message: MessageView) => {
    if (conversationOf(message.conversationId)?.trust.state === 'waiting') return;
    const arrive: MessageView['delivery'] =
      message.content.kind === 'album'
        ? { name: 'arriving', of: 'photos', arrivedCount: 1, totalCount: Math.max(2, message.content.photos.length) }
        : { name: 'arrived' };
    const steps: MessageView['delivery'][] = [arrive, { name: 'arrived' }, { name: 'seen' }];
    for (const [index, delivery] of steps.entries())
      setTimeout(() => put({ ...message, delivery }), STEP_MS * (index + 1));
    setTimeout(() => say(message.conversationId, { content: { kind: 'text', text: 'How lovely!' } }), STEP_MS * 5);
  };

  const inviteProblemIn = (text: string): InviteProblem | undefined =>
    (
      [
        'invite-mangled',
        'invite-truncated',
        'invite-foreign',
        'invite-newer-version',
        'invite-expired',
        'invite-to-oneself',
      ] as const
    ).find((problem) => text.includes(problem)) ?? (/hashline:/i.test(text) ? undefined : 'no-invite');

  const bridge: Bridge = {
    ...fakeOutsideCalls({ say, letArrive, tellSaving: (saving) => emit('savingChanged', saving) }),
    on(name, listener) {
      const held = listeners.get(name) ?? new Set();
      held.add(listener as (payload: never) => void); // called only by `emit` with this name's payload
      listeners.set(name, held);
      return () => void held.delete(listener as (payload: never) => void);
    },
    getState: async () => ok(world.state),
    noteShown: async () => ok({}),
    createProfile: async ({ name }) => {
      if (name.includes('!')) return fail('bad-name');
      const profile = { hashname: hexId(0xa11ce), name };
      world.state = { ...ready(), profile };
      return ok(profile);
    },
    listMessages: async ({ conversationId, before, limit }) => {
      const all = messagesOf(conversationId).filter(
        (message) => before === undefined || comparePlaces(message, before) < 0,
      );
      return ok({ messages: all.slice(-limit), hasOlder: all.length > limit });
    },
    sendText: async ({ conversationId, text }) => {
      if (text.includes('disk-full')) return fail('disk-full');
      const message = say(conversationId, {
        isMine: true,
        content: { kind: 'text', text },
        delivery: { name: 'waiting' },
      });
      letArrive(message);
      return ok({ message });
    },
    ...fakePhotoCalls(),
    sendAlbum: async ({ conversationId, items }) => {
      const photos = await Promise.all(
        items.map(async ({ stagedId, caption }) => ({
          ...(await samplePhoto(Number.parseInt(stagedId.split('-')[1] ?? '0', 10), 1600, 1200)),
          ...(caption !== undefined && { caption }),
        })),
      );
      const message = say(conversationId, {
        isMine: true,
        content: { kind: 'album', photos },
        delivery: { name: 'waiting' },
      });
      letArrive(message);
      return ok({ message });
    },
    markRead: async ({ conversationId, upTo }) => {
      const unread = messagesOf(conversationId).filter(
        (message) => !message.isMine && comparePlaces(message, upTo) > 0,
      );
      const { unreadCount = 0 } = conversationOf(conversationId) ?? {};
      changeConversation(conversationId, { unreadCount: Math.min(unreadCount, unread.length) });
      return ok({});
    },
    getInvite: async () => {
      const link = `HASHLINE:${'AEBAGBAFAYDQQCIK'.repeat(40)}`;
      const text = `Write to me on Hashline, straight from computer to computer:\n${link.toLowerCase()}`;
      return ok({ text, link, qr: link, expiresAtMs: Date.now() + 14 * 24 * 60 * 60_000 });
    },
    readInvite: async ({ text }): Promise<Answer<'readInvite'>> => {
      const problem = inviteProblemIn(text);
      return problem === undefined ? ok({ name: 'Anna', person: hexId(0xa44a) }) : fail(problem);
    },
    acceptInvite: async ({ text }) => {
      const problem = inviteProblemIn(text);
      const first = ready().conversations[0];
      if (problem !== undefined) return fail(problem);
      return first === undefined ? fail('internal') : ok({ conversationId: first.id });
    },
    ...fakeConversationCalls({
      find: (conversationId, messageId) => messagesOf(conversationId).find(({ id }) => id === messageId),
      conversationOf,
      contacts: () => ready().conversations.filter(({ person }) => person !== undefined),
      put,
      say,
      letArrive,
      changeConversation,
      drop: (conversationId, messageId) => {
        const kept = messagesOf(conversationId).filter(({ id }) => id !== messageId);
        world.messagesById.set(conversationId, kept);
      },
      addConversation: (conversation) => {
        const state = ready();
        world.state = { ...state, conversations: [...state.conversations, conversation] };
        emit('conversationsChanged', [conversation]);
      },
    }),
    ...fakePeopleCalls({
      contacts: () => ready().conversations.filter(({ person }) => person !== undefined),
      me: () => ready().profile,
      setMe: (profile) => {
        world.state = { ...ready(), profile };
      },
      tellPeople: () => emit('peopleChanged', {}),
      tellCheck: (check) => emit('checkChanged', check),
    }),
    ...fakePageCalls({ messagesOf, conversations: () => ready().conversations, changeConversation }),
    ...fakeFileCalls({
      find: (conversationId, messageId) => messagesOf(conversationId).find(({ id }) => id === messageId),
      put,
      say,
    }),
    lookAgain: async ({ conversationId }) => {
      const { trust } = conversationOf(conversationId) ?? {};
      if (trust !== undefined) changeConversation(conversationId, { trust: { ...trust, state: 'looking' } });
      return ok({});
    },
    dismissNotice: async () => ok({}),
    copyText: async () => ok({}),
    setTheme: async () => ok({}),
    ...fakeSettingsCalls({ emit }, look),
    ...fakeDesktopCalls({ emit, ...(world.desktop && { desktop: world.desktop }) }),
  };
  return bridge;
}
