import { readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { ROOT } from '../build/places.mjs';
import { expect, test } from './support/fixtures.ts';
import { cameraJpeg } from './support/jpeg.ts';
import { Person } from './support/person.ts';

test('the page has no Node, no Electron, and of the main process only the bridge', async ({ open }) => {
  const { page } = await open('alice');
  const found = await page.evaluate(() => ({
    globals: ['require', 'process', 'module', 'Buffer', 'global', 'electron', 'ipcRenderer'].filter(
      (name) => name in window,
    ),
    bridge: Object.keys((window as unknown as { bridge: object }).bridge).sort(),
    isFrozen: Object.isFrozen((window as unknown as { bridge: object }).bridge),
  }));
  expect(found.globals).toEqual([]);
  expect(found.isFrozen).toBe(true);
  // The table of names, as text: a test of the built app imports nothing of it.
  const table = await readFile(join(ROOT, 'electron', 'bridge', 'names.ts'), 'utf8');
  const calls = /CALL_FLAGS[^{]*\{([^}]*)\}/.exec(table)?.[1] ?? '';
  const names = [...calls.matchAll(/^ {2}(\w+): true,$/gm)].map(([, name]) => name);
  expect(names.length).toBeGreaterThan(0);
  expect(found.bridge).toEqual([...names, 'lend', 'on'].sort());
});

test('every window is sandboxed, isolated and without Node, by its own settings', async ({ open, folder }) => {
  const alice = await Person.firstRun('Alice', await open('alice'));
  const preferences = await alice.app.electron.evaluate(({ BrowserWindow }) =>
    BrowserWindow.getAllWindows().map(({ webContents }) => {
      // Electron's own way to look, left out of its types.
      const { getLastWebPreferences } = webContents as unknown as { getLastWebPreferences(): object };
      return getLastWebPreferences.call(webContents);
    }),
  );
  expect(preferences.length).toBeGreaterThan(0);
  for (const preference of preferences) {
    expect(preference).toMatchObject({
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      webSecurity: true,
      webviewTag: false,
    });
  }
  // What lies in the data folder is its owner's alone.
  expect((await stat(join(folder, 'alice'))).mode & 0o077).toBe(0);
  expect((await stat(join(folder, 'alice', 'store.db'))).mode & 0o077).toBe(0);
  expect((await stat(join(folder, 'alice', 'logs', 'hashline.log'))).mode & 0o077).toBe(0);
});

test('the page can’t run foreign code, reach a network, go elsewhere or open anything', async ({ open }) => {
  const app = await open('alice');
  const { page } = app;
  const headers = await app.electron.evaluate(async ({ BrowserWindow }) => {
    const window = BrowserWindow.getAllWindows().find((candidate) => candidate.isVisible());
    const response = await window?.webContents.session.fetch('app://hashline/index.html');
    return Object.fromEntries(response?.headers ?? []);
  });
  expect(headers['content-security-policy']).toMatch(/^default-src 'none'; /);
  expect(headers['content-security-policy']).not.toMatch(/unsafe|\*|https?:/);
  expect(headers['x-content-type-options']).toBe('nosniff');

  const tried = await page.evaluate(async () => {
    const outcome = async (work: () => unknown) => {
      try {
        return String(await work());
      } catch (error) {
        return error instanceof Error ? error.name : 'thrown';
      }
    };
    const image = (url: string) =>
      new Promise((resolve) => {
        const element = new Image();
        element.onload = () => resolve('loaded');
        element.onerror = () => resolve('refused');
        element.src = url;
      });
    const later = (work: () => unknown) =>
      new Promise((resolve, reject) => {
        setTimeout(() => {
          try {
            resolve(work());
          } catch (error) {
            reject(error);
          }
        });
      });
    const inline = () => {
      const script = document.createElement('script');
      script.textContent = 'window.wasRun = true';
      document.head.append(script);
      return 'wasRun' in window;
    };
    return {
      // Later, because what the debugger itself runs is exempt from the policy.
      eval: await outcome(() => later(() => new Function('return 1')())),
      inline: await outcome(inline),
      markup: await outcome(() => {
        document.createElement('div').innerHTML = '<img src=x>';
      }),
      http: await outcome(() => fetch('http://127.0.0.1:9/')),
      file: await outcome(() => image('file:///etc/hostname')),
      remoteImage: await outcome(() => image('http://127.0.0.1:9/x.png')),
      socket: await outcome(() => new WebSocket('ws://127.0.0.1:9/').url && 'made'),
      otherPage: await outcome(() => fetch('app://decoder/image-worker.html')),
      window: await outcome(() => window.open('https://example.org/')),
      permissions: await outcome(async () => {
        const names = ['notifications', 'camera', 'microphone', 'geolocation'] as PermissionName[];
        return (await Promise.all(names.map((name) => navigator.permissions.query({ name })))).map(
          ({ state }) => state,
        );
      }),
    };
  });
  expect(app.takeComplaints().join()).toContain('security: a page tried to open a window; refused');
  expect(tried).toMatchObject({
    eval: 'EvalError',
    inline: 'TypeError',
    markup: 'TypeError',
    http: 'TypeError',
    file: 'refused',
    remoteImage: 'refused',
    otherPage: 'TypeError',
    window: 'null',
    permissions: 'denied,denied,denied,denied',
  });

  // Last, because Playwright waits for a navigation that never comes.
  await page.evaluate(() => {
    location.href = 'https://example.org/';
  });
  await expect.poll(() => app.takeComplaints().join()).toContain('a page tried to go elsewhere; refused');
  const address = await app.electron.evaluate(({ BrowserWindow }) =>
    BrowserWindow.getAllWindows()[0]?.webContents.getURL(),
  );
  expect(address).toBe('app://hashline/index.html');
});

test('the bridge takes no call of another shape, and the decoder’s page has none', async ({ pair, folder }) => {
  const { alice } = pair;
  const answers = await alice.page.evaluate(async () => {
    const { bridge } = window as unknown as { bridge: Record<string, (input: unknown) => Promise<unknown>> };
    return await Promise.all([
      bridge.getState?.(undefined),
      bridge.getState?.({ all: true }),
      bridge.sendText?.({ conversationId: '../../etc/passwd', text: 'x' }),
      bridge.listMessages?.({ conversationId: 'f'.repeat(64), limit: 1_000_000 }),
      bridge.listMessages?.({ conversationId: 'f'.repeat(64), limit: 10 }),
    ]);
  });
  expect(answers).toEqual([
    ...Array.from({ length: 4 }, () => ({ ok: false, error: 'bad-request' })),
    { ok: false, error: 'unknown-conversation' },
  ]);

  await writeFile(join(folder, 'p.jpg'), await cameraJpeg());
  await alice.pickFiles([join(folder, 'p.jpg')]);
  await expect(alice.page.getByRole('button', { name: 'Send photo' })).toBeEnabled();
  const decoder = alice.app.electron.windows().find((candidate) => candidate.url().startsWith('app://decoder/'));
  expect(await decoder?.evaluate(() => ['bridge', 'require', 'process'].filter((name) => name in window))).toEqual([]);
  const [mainProcess, decoderProcess] = await alice.app.electron.evaluate(({ BrowserWindow }) => {
    const windows = BrowserWindow.getAllWindows();
    return [true, false].map((visible) =>
      windows.find((one) => one.isVisible() === visible)?.webContents.getOSProcessId(),
    );
  });
  expect(decoderProcess).not.toBe(mainProcess);
});

test('what leaves the window needs a key or a click that the main process saw; else the system asks', async ({
  open,
}) => {
  const app = await open('alice');
  await Person.firstRun('Alice', app);
  await app.electron.evaluate(({ dialog, shell }) => {
    const noted = { asked: [] as string[], opened: [] as string[] };
    Object.assign(globalThis, { noted });
    dialog.showMessageBox = async (...given: unknown[]) => {
      noted.asked.push((given.at(-1) as { message: string }).message);
      return { response: 1, checkboxChecked: false };
    };
    shell.openExternal = async (url) => {
      noted.opened.push(url);
    };
  });
  const noted = () => app.electron.evaluate(() => (globalThis as unknown as { noted: object }).noted);
  const ask = (name: string, input: object) =>
    app.page.evaluate(
      ([call, given]) =>
        (window as unknown as { bridge: Record<string, (input: object) => Promise<unknown>> }).bridge[call]?.(given),
      [name, input] as const,
    );
  await expect
    .poll(() => ask('copyText', { text: 'of a page that was taken over' }), { timeout: 20_000 }) // the last click is over
    .toEqual({ ok: false, error: 'refused' });
  expect(await ask('openLink', { url: 'https://example.org/' })).toEqual({ ok: true, value: {} });
  expect(await ask('showRescueWords', {})).toEqual({ ok: false, error: 'refused' });
  expect(await ask('setPassphrase', { passphrase: 'locked out of it' })).toEqual({ ok: false, error: 'refused' });
  // One no is enough: it is not asked again before somebody does something.
  expect(await noted()).toEqual({ asked: ['Copy a text?'], opened: [] });

  await app.page.mouse.click(5, 5);
  expect(await ask('openLink', { url: 'https://example.org/' })).toEqual({ ok: true, value: {} });
  expect(await ask('showRescueWords', {})).toEqual({ ok: false, error: 'refused' });
  expect(await noted()).toEqual({
    asked: ['Copy a text?', 'Show your twelve rescue words?'],
    opened: ['https://example.org/'],
  });
});

test('a picture that kills the decoder costs that picture only', async ({ pair, folder }) => {
  const { alice, bob } = pair;
  const file = join(folder, 'p.jpg');
  await writeFile(file, await cameraJpeg());
  await alice.pickFiles([file]);
  await expect(alice.page.getByRole('button', { name: 'Send photo' })).toBeEnabled();

  await alice.app.electron.evaluate(({ BrowserWindow }) => {
    const decoder = BrowserWindow.getAllWindows().find((one) => one.webContents.getURL().startsWith('app://decoder/'));
    decoder?.webContents.forcefullyCrashRenderer();
  });
  await alice.pickFiles([file]);
  await expect(alice.page.getByRole('button', { name: 'Send 2 photos' })).toBeEnabled();
  await alice.page.getByRole('button', { name: 'Send 2 photos' }).click();
  await expect(bob.page.getByRole('button', { name: 'Photo 2 of 2' })).toBeVisible();
  expect(alice.app.takeComplaints()).toEqual(['[warn]  images: the decoder died']);
});
