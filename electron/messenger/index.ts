export { fail, ok, type Result } from '../../switch/index.ts';
export type * from './api/connection-api.ts';
export type * from './api/contacts-api.ts';
export type * from './api/conversations-api.ts';
export type * from './api/files-api.ts';
export type * from './api/groups-api.ts';
export type * from './api/invites-api.ts';
export type * from './api/messages-api.ts';
export type * from './api/search-api.ts';
export type * from './api/upkeep-api.ts';
export type * from './api/verification-api.ts';
export { beginAnew } from './backup/begin-anew.ts';
export { rescueFileProblem } from './backup/rescue-file.ts';
export {
  hasFullCopy,
  type RestoreParts,
  type RestoreProblem,
  restoreFromFullCopy,
  restoreFromRescueFile,
} from './backup/restore.ts';
export { markFromOutside } from './blobs/mark-from-outside.ts';
export { systemClock } from './clock.ts';
export { describeError } from './describe-error.ts';
export { dateName, endingOf } from './export/dated-names.ts';
export type { PageWords } from './export/page-words.ts';
export { machineName } from './identity/machine.ts';
export type * from './messenger.ts';
export { readSeedsFile } from './network/seeds-file.ts';
export { openMessenger } from './open-messenger.ts';
export type { EncodedImage, ImageEdges, ImagePort, ImageResult } from './photos/image-port.ts';
export type * from './views/conversation-views.ts';
export type * from './views/invite-views.ts';
export type * from './views/media-views.ts';
export type * from './views/message-views.ts';
export type * from './views/network-views.ts';
export type * from './views/person-views.ts';
export type * from './views/search-views.ts';
export type * from './views/trust-views.ts';
export type * from './views/upkeep-views.ts';
