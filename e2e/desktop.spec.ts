import type { App } from './support/app.ts';
import { expect, meet, test } from './support/fixtures.ts';
import { Person } from './support/person.ts';

interface Seen {
  readonly title: string;
  readonly body: string;
  readonly isSilent: boolean;
}

/** Keeps what the app would show, instead of asking this machine's desktop to. */
async function watchNotifications(app: App): Promise<void> {
  await app.electron.evaluate(({ Notification }) => {
    const kept: Electron.Notification[] = [];
    Object.assign(globalThis, { kept });
    Notification.isSupported = () => true;
    Notification.prototype.show = function (this: Electron.Notification) {
      kept.push(this);
      this.emit('show');
    };
    Notification.prototype.close = () => undefined;
  });
}

async function notifications(app: App): Promise<Seen[]> {
  return await app.electron.evaluate(() => {
    const { kept } = globalThis as unknown as { kept: Electron.Notification[] };
    return kept.map(({ title, body, silent }) => ({ title, body, isSilent: silent }));
  });
}

async function clickNewest(app: App): Promise<void> {
  await app.electron.evaluate(() => {
    const { kept } = globalThis as unknown as { kept: Electron.Notification[] };
    kept.at(-1)?.emit('click');
  });
}

const isVisible = (app: App) =>
  app.electron.evaluate(({ BrowserWindow }) =>
    BrowserWindow.getAllWindows().some(
      (window) => window.isVisible() && window.webContents.getURL().startsWith('app://hashline/'),
    ),
  );

const closeWindow = (app: App) =>
  app.electron.evaluate(({ BrowserWindow }) => {
    for (const window of BrowserWindow.getAllWindows()) if (window.isVisible()) window.close();
  });

test('closed into the notification area it still receives, notifies as set, and a click opens that chat', async ({
  open,
}) => {
  const alice = await Person.firstRun('Alice', await open('alice', { args: ['--tray', 'yes'] }));
  const bob = await Person.firstRun('Bob', await open('bob'));
  await watchNotifications(alice.app);
  await meet(alice, bob);

  // Which chat is in view is known; on a display without a window manager focus is not, so another pane is shown.
  await alice.page.getByRole('button', { name: /your profile and settings/ }).click();
  await alice.page.getByRole('menuitem', { name: 'Settings' }).click();
  await alice.page.getByRole('navigation', { name: 'Sections' }).getByText('Notifications', { exact: true }).click();
  await alice.page.getByRole('button', { name: 'Show one now' }).click();
  await expect(alice.page.getByText('Your system says that it was shown.')).toBeVisible();
  expect(await notifications(alice.app)).toEqual([
    { title: 'Alice', body: 'This is how a message will look', isSilent: true },
  ]);

  // The first closing is explained once.
  await closeWindow(alice.app);
  await expect(alice.page.getByRole('dialog', { name: 'Keep Hashline running?' })).toBeVisible();
  await alice.page.getByRole('button', { name: 'Keep running' }).click();
  await expect.poll(() => isVisible(alice.app)).toBe(false);

  await bob.write('Alice', 'Are you <b>there</b>?');
  await expect.poll(async () => (await notifications(alice.app)).length).toBe(2);
  expect((await notifications(alice.app))[1]).toEqual({
    title: 'Bob',
    body: 'Are you ‹b>there‹/b>?',
    isSilent: true,
  });
  await clickNewest(alice.app);
  await expect.poll(() => isVisible(alice.app)).toBe(true);
  await expect(alice.composer('Bob')).toBeVisible();
  await expect(alice.message('Are you')).toBeVisible();

  // The lowest level names nobody; the second closing asks nothing.
  await alice.app.ask('setNotifications', { level: 'nothing', hasSound: true });
  await alice.page.getByRole('button', { name: 'Add someone' }).click();
  await closeWindow(alice.app);
  await expect.poll(() => isVisible(alice.app)).toBe(false);
  await bob.write('Alice', 'a secret');
  await expect.poll(async () => (await notifications(alice.app)).length).toBe(3);
  expect((await notifications(alice.app))[2]).toEqual({ title: 'Hashline', body: 'New message', isSilent: false });

  // Muted for an hour from the notification area's menu: silence.
  await alice.app.ask('setNotifications', { quietUntilMs: Date.now() + 3_600_000 });
  await bob.write('Alice', 'one more');
  await expect(bob.message('one more')).toContainText('Arrived');
  await alice.app.ask('setNotifications', { quietUntilMs: 0 });
  await bob.write('Alice', 'and now');
  await expect.poll(async () => (await notifications(alice.app)).length).toBe(4);

  // Quitting is quitting.
  const ended = new Promise((resolve) => alice.app.electron.process().once('exit', resolve));
  await alice.app.electron.evaluate(({ app }) => app.quit());
  await ended;
});

test('a page that dies comes back with everything; one that dies again asks first', async ({ pair }) => {
  const { alice, bob } = pair;
  await alice.write('Bob', 'before the crash');
  await expect(bob.message('before the crash')).toBeVisible();
  const { electron } = alice.app;
  const crash = () =>
    electron.evaluate(async ({ BrowserWindow }) => {
      const contents = BrowserWindow.getAllWindows().find((each) => each.isVisible())?.webContents;
      if (contents === undefined) throw new Error('no window');
      // What is asked of a page that dies that moment is never answered.
      await new Promise<void>((resolve) => {
        contents.once('render-process-gone', () => contents.once('did-finish-load', () => resolve()));
        contents.forcefullyCrashRenderer();
      });
    });
  const text = () =>
    electron.evaluate(async ({ BrowserWindow }) => {
      const window = BrowserWindow.getAllWindows().find((each) => each.isVisible());
      return String(await window?.webContents.executeJavaScript('document.body.innerText'));
    });
  await electron.evaluate(({ dialog }) => {
    const asked: string[] = [];
    Object.assign(globalThis, { asked });
    dialog.showMessageBox = async (...given: unknown[]) => {
      asked.push((given.at(-1) as { message: string }).message);
      return { response: 0, checkboxChecked: false };
    };
  });
  const asked = () => electron.evaluate(() => (globalThis as unknown as { asked: string[] }).asked);

  await crash();
  await expect.poll(text).toContain('before the crash');
  expect(await asked()).toEqual([]);
  await crash();
  expect(await asked()).toEqual(['The window stopped twice']);
  await expect.poll(text).toContain('before the crash');
  await alice.app.close(); // whoever still tells of the crashes has told
  const complaints = alice.app.takeComplaints();
  expect(complaints.filter((line) => !/window: the page's process ended|page: crashed/.test(line))).toEqual([]);
});

test('the menu has the app’s shortcuts, and what it does the window shows', async ({ open }) => {
  const alice = await Person.firstRun('Alice', await open('alice'));
  const choose = (label: string) =>
    alice.app.electron.evaluate(({ Menu }, wanted) => {
      const items = Menu.getApplicationMenu()?.items.flatMap(({ submenu }) => submenu?.items ?? []) ?? [];
      items.find((item) => item.label === wanted)?.click();
    }, label);
  await choose('Settings');
  await expect(alice.page.getByRole('heading', { name: 'Settings' })).toBeVisible();
  await choose('Add someone');
  await expect(alice.page.getByRole('heading', { name: 'Your invite' })).toBeVisible();
});
