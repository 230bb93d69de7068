export { inProcessStorageWorker } from './in-process-worker.ts';
export { testSealer } from './test-sealer.ts';
export { type TestFolder, type TestStore, testFolder, testStore } from './test-store.ts';
export { testStorageWorker } from './test-worker.ts';
