import { defineConfig } from '@playwright/test';

/** A first start makes keys and a store; the slowest test restarts two apps and sends 500 messages on two busy cores. */
const TEST_TIMEOUT_MS = 240_000;

/** What a person would wait for on one screen before calling it broken. */
const EXPECT_TIMEOUT_MS = 15_000;

/** `npm test -- e2e` installs, builds and opens a display first; `npx playwright test -c e2e` takes what is there. */
export default defineConfig({
  testDir: '.',
  testMatch: '**/*.spec.ts',
  outputDir: './out/results',
  snapshotPathTemplate: '{testDir}/references/{arg}{ext}',
  timeout: TEST_TIMEOUT_MS,
  expect: { timeout: EXPECT_TIMEOUT_MS },
  // Several Electrons a test are enough for one machine.
  workers: 1,
  fullyParallel: false,
  // Two busy cores of a stranger's machine decide about a landing; what passed only at the second try is named as flaky.
  retries: process.env.CI === undefined ? 0 : 1,
  forbidOnly: process.env.CI !== undefined,
  reporter: [['list']],
});
