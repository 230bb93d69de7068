import { defineConfig } from '@playwright/test';
import { hasDisplay } from '../build/display.mjs';

/** A first start makes keys and a store; the slowest test restarts two apps and sends 500 messages on two busy cores. */
const TEST_TIMEOUT_MS = 240_000;

/** What a person would wait for on one screen before calling it broken. */
const EXPECT_TIMEOUT_MS = 15_000;

/** Looks at the screens without an app. */
const PICTURES = 'pictures.spec.ts';

/** Their apps look for people in this machine's network, and would meet those of each other. */
const NEIGHBOURS = /(onboarding|requests)\.spec\.ts$/;

/** Where there is no display each worker opens one of its own, with a clipboard of its own; on a person's display all apps share one. */
const APPS_AT_ONCE = hasDisplay() ? 1 : 2;

/** `npm test -- e2e` installs, builds and opens a display first; `npx playwright test -c e2e` takes what is there. */
export default defineConfig({
  testDir: '.',
  testMatch: '**/*.spec.ts',
  outputDir: './out/results',
  snapshotPathTemplate: '{testDir}/references/{arg}{ext}',
  timeout: TEST_TIMEOUT_MS,
  expect: { timeout: EXPECT_TIMEOUT_MS },
  // A test waits for its apps, and they for each other, about half of its time.
  workers: 2,
  fullyParallel: false,
  projects: [
    { name: 'pictures', testMatch: PICTURES, workers: 1 },
    { name: 'neighbours', testMatch: NEIGHBOURS, workers: 1 },
    { name: 'apps', testIgnore: [PICTURES, NEIGHBOURS], workers: APPS_AT_ONCE },
  ],
  // Two busy cores of a stranger's machine decide about a landing; what passed only at the second try is named as flaky.
  retries: process.env.CI === undefined ? 0 : 1,
  forbidOnly: process.env.CI !== undefined,
  reporter: [['list']],
});
