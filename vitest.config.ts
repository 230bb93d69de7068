import { defineConfig } from 'vitest/config';

/**
 * Three projects, so that `npm test` can report them one by one: `unit` is everything that sits beside its file,
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
          // Nothing here waits for a clock: this only ends a test that hangs, however busy the machine is.
          testTimeout: 60_000,
          hookTimeout: 60_000,
          include: ['{switch,electron,renderer,e2e,build}/**/*.test.{ts,tsx}'],
          exclude: [
            '**/node_modules/**',
            '**/*.wire.test.ts',
            'switch/tests/wire/**',
            '**/tests/natlab/**',
            'build/rooms.test.ts',
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
          testTimeout: 120_000,
          hookTimeout: 60_000,
        },
      },
      { extends: true, test: { name: 'rooms', include: ['build/rooms.test.ts'] } },
    ],
  },
});
