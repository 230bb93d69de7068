import { defineConfig } from 'vitest/config';

const TESTS = '*.test.{ts,tsx}';

/**
 * The worlds of people and of switches, and what the messenger's and the store's files say of themselves: all load the same hundreds of
 * modules, and code that is warm runs faster. So they share their two workers, which was a third less processor time (104 s and 70 s for
 * the 46 files of `sim` that are short). Each test makes and removes all it needs.
 */
const CORE = [
  `electron/messenger/${TESTS}`,
  `electron/messenger/!(tests)/**/${TESTS}`,
  `electron/storage/**/${TESTS}`,
  `switch/sim/**/${TESTS}`,
];

/**
 * Folders whose tests reach outside (sockets, processes, the clock), run long, or put something in the place of a global; and those of the
 * page that fill its one store. Each of their files gets a worker of its own. Whatever is in none of them is `pure`: the engine, the
 * shell's and the page's functions share nothing that could be left over, and loading the modules anew for each file was three
 * quarters of their time.
 */
const APART = {
  switch: ['cli', 'io', 'node-api', 'sim', 'testing', 'tests'],
  electron: ['messenger', 'storage'],
  renderer: ['features', 'store'],
  features: ['composer', 'contact', 'messages', 'nearby', 'scan', 'voice'],
};
const among = (names: readonly string[]) => `@(${names.join('|')})`;
const besides = (names: readonly string[]) => `!(${names.join('|')})`;

/** Nothing in these waits for a clock: this only ends a test that hangs, however busy the machine is. */
const HANGS_MS = 60_000;

/**
 * Projects, so that `npm test` can report them one by one: `unit`, `core` and `pure` are everything that sits beside its file,
 * `wire` speaks to the reference switch over real sockets, `rooms` reads every import.
 */
export default defineConfig({
  define: { __APP_VERSION__: JSON.stringify('0.0.0-test') },
  test: {
    // Loading files is most of a short run; two workers is what the smallest CI machine has.
    maxWorkers: 2,
    projects: [
      {
        extends: true,
        test: {
          name: 'unit',
          testTimeout: HANGS_MS,
          hookTimeout: HANGS_MS,
          include: [
            `{e2e,build}/**/${TESTS}`,
            `switch/${among(APART.switch)}/**/${TESTS}`,
            `electron/messenger/tests/**/${TESTS}`,
            `renderer/store/**/${TESTS}`,
            `renderer/features/${among(APART.features)}/**/${TESTS}`,
          ],
          exclude: [
            '**/node_modules/**',
            '**/*.wire.test.ts',
            'switch/tests/wire/**',
            '**/tests/natlab/**',
            'build/rooms.test.ts',
            ...CORE,
          ],
        },
      },
      {
        extends: true,
        test: { name: 'core', isolate: false, testTimeout: HANGS_MS, hookTimeout: HANGS_MS, include: CORE },
      },
      {
        extends: true,
        test: {
          name: 'pure',
          isolate: false,
          testTimeout: HANGS_MS,
          hookTimeout: HANGS_MS,
          include: [
            `{switch,electron,renderer,renderer/features}/${TESTS}`,
            `switch/${besides(APART.switch)}/**/${TESTS}`,
            `electron/${besides(APART.electron)}/**/${TESTS}`,
            `renderer/${besides(APART.renderer)}/**/${TESTS}`,
            `renderer/features/${besides(APART.features)}/**/${TESTS}`,
          ],
        },
      },
      {
        extends: true,
        test: {
          name: 'wire',
          include: ['switch/**/*.wire.test.ts', 'switch/tests/wire/**/*.test.ts'],
          globalSetup: ['switch/tests/wire/bundle-programs.ts'],
          testTimeout: 60_000,
          // The first run fetches the reference switch from the npm registry.
          hookTimeout: 120_000,
        },
      },
      {
        extends: true,
        // By `npm run test:nat`, and by `npm test` where there are root and the laboratory.
        test: {
          name: 'natlab',
          include: ['{switch,electron}/**/tests/natlab/**/*.test.ts'],
          globalSetup: ['switch/tests/wire/bundle-programs.ts'],
          testTimeout: 120_000,
          hookTimeout: 60_000,
        },
      },
      { extends: true, test: { name: 'rooms', include: ['build/rooms.test.ts'] } },
    ],
  },
});
