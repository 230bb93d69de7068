export { fail, ok, type Result } from '../../switch/index.ts';
export { beginAnew } from './backup/begin-anew.ts';
export {
  type RestoreParts,
  type RestoreProblem,
  restoreFromFullCopy,
  restoreFromRescueFile,
} from './backup/restore.ts';
export { markFromOutside } from './blobs/mark-from-outside.ts';
export { systemClock } from './clock.ts';
export { describeError } from './describe-error.ts';
export { dateName, endingOf } from './export/dated-names.ts';
export { machineName } from './identity/machine.ts';
export type * from './messenger.ts';
export { readSeedsFile } from './network/seeds-file.ts';
export { openMessenger } from './open-messenger.ts';
export type { EncodedImage, ImageEdges, ImagePort, ImageResult } from './photos/image-port.ts';
export type * from './views.ts';
