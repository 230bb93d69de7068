import { defineConfig } from '@playwright/test';

/** A first start makes keys and a store; the slowest test restarts two apps and sends 500 messages on two busy cores. */
const TEST_TIMEOUT_MS = 240_000;

/** What a person would wait for on one screen before calling it broken. */
const EXPECT_TIMEOUT_MS = 15_000;

/** Looks at the screens without an app. */
const PICTURES = 'pictures.spec.ts';

/** `npm test -- e2e` installs, builds and opens a display first; `npx playwright test -c e2e` takes what is there. */
export default defineConfig({
  testDir: '.',
  testMatch: '**/*.spec.ts',
  outputDir: './out/results',
  snapshotPathTemplate: '{testDir}/references/{arg}{ext}',
  timeout: TEST_TIMEOUT_MS,
  expect: { timeout: EXPECT_TIMEOUT_MS },
  // Several Electrons a test are enough for one machine; apps side by side would also share one clipboard and meet as neighbours. The
  // pictures are of the preview, which has neither, so they are taken beside them.
  workers: 2,
  fullyParallel: false,
  projects: [
    { name: 'pictures', testMatch: PICTURES, workers: 1 },
    { name: 'apps', testIgnore: PICTURES, workers: 1 },
  ],
  // Two busy cores of a stranger's machine decide about a landing; what passed only at the second try is named as flaky.
  retries: process.env.CI === undefined ? 0 : 1,
  forbidOnly: process.env.CI !== undefined,
  reporter: [['list']],
});
