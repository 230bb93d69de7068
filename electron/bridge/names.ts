import type { CallName, EventName } from './contract.ts';

/**
 * The names in the contract, once more and without its schemas: a sandboxed preload should carry a list, not a
 * validation library. A name missing here, or one too many, does not compile.
 */
const CALL_FLAGS: Readonly<Record<CallName, true>> = {
  // app
  getState: true,
  noteShown: true,
  createProfile: true,
  copyText: true,
  dismissNotice: true,
  setTheme: true,
  // start
  unlock: true,
  openAgain: true,
  pickRestore: true,
  restore: true,
  beginAnew: true,
  // about
  getAbout: true,
  showPlace: true,
  // network
  getConnection: true,
  setNetwork: true,
  checkConnection: true,
  // look
  getLook: true,
  setLook: true,
  // messages
  listMessages: true,
  sendText: true,
  markRead: true,
  reply: true,
  editMessage: true,
  getEdits: true,
  getDetails: true,
  react: true,
  deleteForAll: true,
  deleteHere: true,
  restoreHere: true,
  lookAgain: true,
  // photos
  stagePhoto: true,
  stageClip: true,
  discardStaged: true,
  sendAlbum: true,
  // invites
  getInvite: true,
  readInvite: true,
  acceptInvite: true,
  listInvites: true,
  makeInvite: true,
  withdrawInvite: true,
  saveQrPicture: true,
  // groups
  createGroup: true,
  addToGroup: true,
  answerGroup: true,
  removeFromGroup: true,
  leaveGroup: true,
  setGroupAdmin: true,
  renameGroup: true,
  setGroupPicture: true,
  // contacts
  getPeople: true,
  acceptRequest: true,
  ignoreRequest: true,
  restoreRequest: true,
  blockPerson: true,
  unblockPerson: true,
  askPerson: true,
  setNickname: true,
  removeContact: true,
  getProfileChanges: true,
  renameMe: true,
  setMyPicture: true,
  lookNearby: true,
  setVisibleNearby: true,
  // camera
  switchCamera: true,
  // verification
  getSafety: true,
  confirmSafetyWords: true,
  denySafetyWords: true,
  unverify: true,
  getLiveCode: true,
  scanCode: true,
  startCheck: true,
  answerCheck: true,
  cancelCheck: true,
  // files
  sendVoice: true,
  forward: true,
  fetchContent: true,
  pauseContent: true,
  declineContent: true,
  lookAt: true,
  getFileRules: true,
  setFileRules: true,
  getQuota: true,
  setQuota: true,
  getRoom: true,
  // outside
  sendFile: true,
  giveBackFiles: true,
  saveContent: true,
  openContent: true,
  saveAll: true,
  stopSaving: true,
  showSaved: true,
  copyPicture: true,
  dragOut: true,
  openLink: true,
  openMicrophone: true,
  // search
  search: true,
  // pages
  pageAround: true,
  pageAfter: true,
  pageAtDate: true,
  pageAtFirstUnread: true,
  getGallery: true,
  // conversation-settings
  setDraft: true,
  setPinned: true,
  orderPins: true,
  setMuted: true,
  setTells: true,
  getRecentEmoji: true,
  noteEmoji: true,
  getUsualTells: true,
  setUsualTells: true,
  setMarkedUnread: true,
  setArchived: true,
  deleteConversation: true,
  tellTyping: true,
  answerNewDevice: true,
  // backup
  getBackup: true,
  showRescueWords: true,
  hideRescueWords: true,
  getWordQuestions: true,
  confirmRescueWords: true,
  saveRescueFile: true,
  setPassphrase: true,
  chooseCopyFolder: true,
  stopCopies: true,
  copyNow: true,
  exportConversation: true,
  // desktop
  getDesktop: true,
  setNotifications: true,
  testNotification: true,
  tellInView: true,
  answerClose: true,
  setStaysOnClose: true,
  setStart: true,
  setSpelling: true,
  setUpdates: true,
  lookForUpdate: true,
  installUpdate: true,
  openUpdatePage: true,
};

const EVENT_FLAGS: Readonly<Record<EventName, true>> = {
  stateChanged: true,
  lookChanged: true,
  networkChanged: true,
  noticesChanged: true,
  conversationsChanged: true,
  messagesChanged: true,
  inviteChanged: true,
  inviteOpened: true,
  peopleChanged: true,
  checkChanged: true,
  savingChanged: true,
  backupChanged: true,
  restoreProgress: true,
  exportProgress: true,
  desktopChanged: true,
  chatOpened: true,
  requestsOpened: true,
  closeAsked: true,
  menuChosen: true,
};

// The tables above have exactly the names of their types; Object.keys alone does not know that.
export const CALL_NAMES = Object.keys(CALL_FLAGS) as readonly CallName[];
export const EVENT_NAMES = Object.keys(EVENT_FLAGS) as readonly EventName[];

/** IPC channel names; the preload knows no other. */
export const callChannel = (name: CallName): string => `hashline:call:${name}`;
export const eventChannel = (name: EventName): string => `hashline:event:${name}`;
/** What the preload alone may send: paths of files that the page handed over, then the proof that it holds them. The page has no call of these names. */
export const LEND_CHANNEL = 'hashline:lend';
export const LEND_PROOF_CHANNEL = 'hashline:lend-proof';
