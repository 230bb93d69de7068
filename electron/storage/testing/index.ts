export { inProcessStorageWorker } from './in-process-worker.ts';
export { type TestFolder, type TestStore, testFolder, testStore } from './test-store.ts';
export { testStorageWorker } from './test-worker.ts';
