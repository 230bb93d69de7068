import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { autostartEntry, createStartWithSystem, type StartParts } from './start-with-system.ts';

const folder = mkdtempSync(join(tmpdir(), 'hashline-start-'));
afterEach(() => rmSync(join(folder, 'autostart'), { recursive: true, force: true }));

function start(over: Partial<StartParts>) {
  const login: { openAtLogin: boolean; args: string[] }[] = [];
  const items = {
    getLoginItemSettings: () => ({ openAtLogin: login.at(-1)?.openAtLogin ?? false }),
    setLoginItemSettings: (settings: { openAtLogin: boolean; args: string[] }) => void login.push(settings),
  };
  const made = createStartWithSystem({
    ...{ platform: 'linux', isInstalled: true, items, program: '/opt/Hashline/hashline' },
    autostartFolder: join(folder, 'autostart'),
    ...over,
  });
  return { ...made, login };
}

test('on Linux an autostart entry starts it without a window, and goes again', () => {
  const { set, isOn } = start({});
  expect(isOn()).toBe(false);
  expect(set(true)).toBe(true);
  expect(isOn()).toBe(true);
  const entry = readFileSync(join(folder, 'autostart', 'hashline.desktop'), 'utf8');
  expect(entry).toContain('\nExec="/opt/Hashline/hashline" --hidden\n');
  expect(set(false)).toBe(true);
  expect(isOn()).toBe(false);
});

test('a file name with signs of the shell stays one word', () => {
  // Desktop Entry Specification: "\" as "\\\\", "$" as "\\$", "%" as "%%" within a quoted argument.
  expect(autostartEntry('/home/a b/100% "$x\\y"')).toContain(
    'Exec="/home/a b/100%% \\\\"\\\\$x\\\\\\\\y\\\\"" --hidden\n',
  );
});

test('what can’t be written is said', () => {
  const blocked = join(folder, 'blocked');
  writeFileSync(blocked, '');
  expect(start({ autostartFolder: join(blocked, 'autostart') }).set(true)).toBe(false);
});

test('elsewhere the system is asked; a copy that is not installed leaves it alone', () => {
  const { set, isOn, login } = start({ platform: 'win32' });
  expect([set(true), isOn()]).toEqual([true, true]);
  expect(login).toEqual([{ openAtLogin: true, args: ['--hidden'] }]);
  for (const platform of ['win32', 'linux'] as const) {
    const copy = start({ platform, isInstalled: false });
    expect([copy.isPossible, copy.set(true), copy.isOn(), copy.login.length]).toEqual([false, false, false, 0]);
  }
  expect(existsSync(join(folder, 'autostart'))).toBe(false);
});
