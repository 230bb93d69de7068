/** What the messenger and the composition root know of storage. */
export { type BlobFiles, openBlobFiles } from './blob-files.ts';
export { RESCUE_KEY_BOX } from './constants.ts';
export { inspectCopy, type SalvageWorker, startCopyWorker, startSalvageWorker } from './copy-worker.ts';
export type { DataFolder } from './data-folder.ts';
export { HIDDEN } from './hidden.ts';
export { type KeySealer, KeyVault, type UnlockAnswer, type UnlockQuestion } from './key-vault.ts';
export { type Damaged, openStorage, type Storage, type StorageParts, type StorageProblem } from './open-storage.ts';
export { type OpenStore, type OpenStoreProblem, openStore } from './open-store.ts';
export { soleBytes } from './plain-bytes.ts';
export { replaceDatabase } from './replace-database.ts';
export { type BoxParts, type KeyDerivation, lockBox, openBox, systemKeyDerivation } from './secret-box.ts';
export { type SetAsideParts, setStoreAside } from './set-aside.ts';
export type { StorageWorker, StorageWorkerSource } from './storage-worker.ts';
export type * from './store.ts';
export { StoreError, type StoreReason, storeReasonOf } from './store-error.ts';
export { writeFileDurably } from './write-durably.ts';
