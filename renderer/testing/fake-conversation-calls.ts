import type {
  Answer,
  BridgeCalls,
  ConversationId,
  ConversationView,
  GroupView,
  MessageId,
  MessageView,
} from '../../electron/bridge/contract.ts';
import { quoteOf } from '../features/messages/draft-about.ts';
import { conversationId as idOf, makeConversation, NO_WISH } from './make-message.ts';

interface FakeParts {
  readonly find: (conversationId: ConversationId, messageId: MessageId) => MessageView | undefined;
  readonly conversationOf: (id: ConversationId) => ConversationView | undefined;
  readonly contacts: () => readonly ConversationView[];
  readonly put: (message: MessageView) => void;
  readonly say: (conversationId: ConversationId, given: Partial<MessageView>) => MessageView;
  readonly letArrive: (message: MessageView) => void;
  readonly changeConversation: (id: ConversationId, given: Partial<ConversationView>) => void;
  readonly drop: (conversationId: ConversationId, messageId: MessageId) => void;
  readonly addConversation: (conversation: ConversationView) => void;
}

type ConversationCalls = Pick<
  BridgeCalls,
  | 'reply'
  | 'editMessage'
  | 'getEdits'
  | 'getDetails'
  | 'react'
  | 'deleteForAll'
  | 'deleteHere'
  | 'restoreHere'
  | 'createGroup'
  | 'addToGroup'
  | 'answerGroup'
  | 'removeFromGroup'
  | 'leaveGroup'
  | 'setGroupAdmin'
  | 'renameGroup'
  | 'setGroupPicture'
>;

const ok = <T>(value: T): { readonly ok: true; readonly value: T } => ({ ok: true, value });
const NOT_THERE = { ok: false, error: 'unknown-message' } as const;
let groupsMade = 0;

/** What the preview does with messages and groups. */
export function fakeConversationCalls(parts: FakeParts): ConversationCalls {
  const { find, conversationOf, contacts, put, say, letArrive, changeConversation, drop, addConversation } = parts;
  const dropped = new Map<MessageId, MessageView>();
  const edits = new Map<MessageId, { text: string; atMs: number }[]>();

  const change = (id: ConversationId, messageId: MessageId, given: (message: MessageView) => Partial<MessageView>) => {
    const held = find(id, messageId);
    if (held === undefined) return NOT_THERE;
    const message = { ...held, ...given(held) };
    put(message);
    return ok({ message });
  };
  const changeGroup = (id: ConversationId, given: (group: GroupView) => Partial<GroupView>) => {
    const group = conversationOf(id)?.group;
    if (group !== undefined) changeConversation(id, { group: { ...group, ...given(group) } });
    return ok({});
  };
  const memberOf = ({ id, person, name }: ConversationView) => ({
    device: person ?? id,
    name,
    isAdmin: false,
    hasJoined: false,
    isMe: false,
    ...NO_WISH,
  });

  return {
    reply: async ({ conversationId, messageId, text }) => {
      const quoted = find(conversationId, messageId);
      if (quoted === undefined) return NOT_THERE;
      const message = say(conversationId, {
        isMine: true,
        content: { kind: 'text', text },
        reply: quoteOf(quoted),
        delivery: { name: 'waiting' },
      });
      letArrive(message);
      return ok({ message });
    },
    editMessage: async ({ conversationId, messageId, text }) => {
      const held = find(conversationId, messageId);
      if (held?.content.kind === 'text') {
        const before = edits.get(messageId) ?? [{ text: held.content.text, atMs: held.atMs }];
        edits.set(messageId, [...before, { text, atMs: Date.now() }]);
      }
      return change(conversationId, messageId, () => ({ content: { kind: 'text', text }, editedAtMs: Date.now() }));
    },
    getEdits: async ({ conversationId, messageId }): Promise<Answer<'getEdits'>> => {
      const held = find(conversationId, messageId);
      const now = held?.content.kind === 'text' ? held.content.text : '';
      const sample = [
        { text: 'See you tonight at six?', atMs: (held?.atMs ?? 0) - 60_000 },
        { text: now, atMs: held?.editedAtMs ?? 0 },
      ];
      return ok({ edits: edits.get(messageId) ?? sample });
    },
    getDetails: async ({ conversationId, messageId }) => {
      const message = find(conversationId, messageId);
      if (message === undefined) return NOT_THERE;
      const { atMs, isMine, delivery } = message;
      const others = conversationOf(conversationId)?.group?.members.filter(({ isMe }) => !isMe);
      const people = others ?? [{ device: conversationId, name: '' }];
      return ok({
        writtenAtMs: atMs,
        storedAtMs: atMs + 41_000,
        people: isMine
          ? people.map(({ device, name }, index) => ({
              device,
              name,
              delivery: others === undefined ? delivery : ({ name: index % 2 === 0 ? 'seen' : 'waiting' } as const),
            }))
          : [],
      });
    },
    react: async ({ conversationId, messageId, emoji }): Promise<Answer<'react'>> => {
      if (/[a-z]/i.test(emoji)) return { ok: false, error: 'bad-emoji' };
      return change(conversationId, messageId, ({ reactions }) => {
        const others = reactions
          .map((held) => (held.isMine ? { ...held, isMine: false, count: held.count - 1 } : held))
          .filter(({ count }) => count > 0);
        if (emoji === '') return { reactions: others };
        const same = others.find((held) => held.emoji === emoji);
        if (same === undefined) return { reactions: [...others, { emoji, count: 1, isMine: true, names: [] }] };
        return {
          reactions: others.map((held) => (held === same ? { ...held, count: held.count + 1, isMine: true } : held)),
        };
      });
    },
    deleteForAll: async ({ conversationId, messageId }) =>
      change(conversationId, messageId, () => ({ content: { kind: 'gone', by: '' }, reactions: [] })),
    deleteHere: async ({ conversationId, messageId }) => {
      const held = find(conversationId, messageId);
      if (held === undefined) return NOT_THERE;
      dropped.set(messageId, held);
      drop(conversationId, messageId);
      return ok({});
    },
    restoreHere: async ({ messageId }) => {
      const message = dropped.get(messageId);
      if (message === undefined) return NOT_THERE;
      put(message);
      return ok({ message });
    },
    createGroup: async ({ title, persons }): Promise<Answer<'createGroup'>> => {
      if (title.includes('disk-full')) return { ok: false, error: 'disk-full' };
      const id = idOf(900 + ++groupsMade);
      const invited = contacts().filter(({ person }) => person !== undefined && persons.includes(person));
      const me = { device: idOf(0x5eed), name: 'Maria Huber', isAdmin: true, hasJoined: true, isMe: true, ...NO_WISH };
      const { person: _nobody, ...made } = makeConversation(900 + groupsMade, title, { addedAtMs: Date.now() });
      addConversation({
        ...made,
        group: { state: 'member', isAdmin: true, members: [me, ...invited.map(memberOf)] },
      });
      say(id, { isMine: true, content: { kind: 'group', note: { what: 'created', by: '' } } });
      for (const { name } of invited) {
        say(id, { isMine: true, content: { kind: 'group', note: { what: 'added', by: '', who: name } } });
      }
      return ok({ conversationId: id });
    },
    addToGroup: async ({ conversationId, persons }) =>
      changeGroup(conversationId, ({ members }) => ({
        members: [
          ...members,
          ...contacts()
            .filter(({ person }) => persons.includes(person ?? ''))
            .map(memberOf),
        ],
      })),
    answerGroup: async ({ conversationId, isYes }) =>
      changeGroup(conversationId, () => ({ state: isYes ? 'joining' : 'left' })),
    removeFromGroup: async ({ conversationId, device }) =>
      changeGroup(conversationId, ({ members }) => ({ members: members.filter((member) => member.device !== device) })),
    leaveGroup: async ({ conversationId }) => changeGroup(conversationId, () => ({ state: 'left', isAdmin: false })),
    setGroupAdmin: async ({ conversationId, device, isAdmin }) =>
      changeGroup(conversationId, (group) => ({
        members: group.members.map((member) => {
          if (member.device !== device) return member;
          return group.isAdmin
            ? { ...member, isAdmin }
            : { ...member, wishCount: member.wishCount + (isAdmin ? 1 : -1), isMyWish: isAdmin };
        }),
      })),
    setGroupPicture: async ({ conversationId, bytes }) =>
      changeGroup(conversationId, () => ({ pictureId: bytes === undefined ? undefined : 'sample-1-1800x1200' })),
    renameGroup: async ({ conversationId, title }) => {
      changeConversation(conversationId, { name: title });
      return ok({});
    },
  };
}
