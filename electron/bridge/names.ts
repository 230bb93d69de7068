import type { CallName, EventName } from './contract.ts';

/**
 * The names in the contract, once more and without its schemas: a sandboxed preload should carry a list, not a
 * validation library. A name missing here, or one too many, does not compile.
 */
const CALL_FLAGS: Readonly<Record<CallName, true>> = {
  getState: true,
  createProfile: true,
  listMessages: true,
  sendText: true,
  stagePhoto: true,
  discardStaged: true,
  sendAlbum: true,
  markRead: true,
  getInvite: true,
  readInvite: true,
  acceptInvite: true,
  reply: true,
  editMessage: true,
  getEdits: true,
  react: true,
  deleteForAll: true,
  deleteHere: true,
  restoreHere: true,
  createGroup: true,
  addToGroup: true,
  answerGroup: true,
  removeFromGroup: true,
  leaveGroup: true,
  setGroupAdmin: true,
  renameGroup: true,
  lookAgain: true,
  copyText: true,
  dismissNotice: true,
  setTheme: true,
};

const EVENT_FLAGS: Readonly<Record<EventName, true>> = {
  stateChanged: true,
  conversationChanged: true,
  messagesChanged: true,
  networkChanged: true,
  noticesChanged: true,
  inviteChanged: true,
  inviteOpened: true,
};

// The tables above have exactly the names of their types; Object.keys alone does not know that.
export const CALL_NAMES = Object.keys(CALL_FLAGS) as readonly CallName[];
export const EVENT_NAMES = Object.keys(EVENT_FLAGS) as readonly EventName[];

/** IPC channel names; the preload knows no other. */
export const callChannel = (name: CallName): string => `hashline:call:${name}`;
export const eventChannel = (name: EventName): string => `hashline:event:${name}`;
