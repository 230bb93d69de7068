import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test as base, expect } from '@playwright/test';
import { App, type AppOptions } from './app.ts';
import { Person } from './person.ts';

interface Fixtures {
  /** A folder of this test's own. */
  readonly folder: string;
  /** Starts an app; its data folder is `folder/name`. All that run are closed at the end, and must not have complained. */
  readonly open: (name: string, options?: Partial<AppOptions>) => Promise<App>;
  /** Two people who know each other, with the chat open at both. */
  readonly pair: { readonly alice: Person; readonly bob: Person };
}

export const test = base.extend<Fixtures>({
  // Playwright reads from the pattern which fixtures this one needs: none, but a pattern there must be.
  folder: async ({ browserName: _none }, use) => {
    const folder = await mkdtemp(join(tmpdir(), 'hashline-e2e-'));
    await use(folder);
    await rm(folder, { recursive: true, force: true });
  },

  open: async ({ folder }, use) => {
    const apps: App[] = [];
    await use(async (name, options = {}) => {
      const app = await App.start({ dataFolder: join(folder, name), ...options });
      apps.push(app);
      return app;
    });
    await Promise.all(apps.filter((app) => app.isRunning).map((app) => app.close()));
    expect(
      apps.flatMap((app) => app.takeComplaints()),
      'complaints of the apps and their pages',
    ).toEqual([]);
  },

  pair: async ({ open }, use) => {
    const alice = await Person.firstRun('Alice', await open('alice'));
    const bob = await Person.firstRun('Bob', await open('bob'));
    await meet(alice, bob);
    await use({ alice, bob });
  },
});

/** `guest` uses the invite of `host`; at the end both have the chat open and are contacts. */
export async function meet(host: Person, guest: Person): Promise<void> {
  await guest.accept(await host.copyInvite(), host.name);
  await host.openChat(guest.name);
  await expect(host.pill(guest.name)).toHaveAccessibleName(/Direct, same network$/);
  await expect(guest.pill(host.name)).toHaveAccessibleName(/Direct, same network$/);
}

export { expect };
