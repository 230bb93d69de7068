import { expect, test } from 'vitest';
import { hasTrayHost } from './tray-host.ts';

const BUS = { DBUS_SESSION_BUS_ADDRESS: 'unix:path=/run/user/1000/bus' };

test('Windows and macOS always have one', async () => {
  expect(await hasTrayHost('win32', {}, () => Promise.reject(new Error('asked')))).toBe(true);
  expect(await hasTrayHost('darwin', {}, () => Promise.reject(new Error('asked')))).toBe(true);
});

test('on Linux the session bus says, by whichever program is there', async () => {
  const asked: string[] = [];
  const only = (name: string, answer: string) => async (program: string) => {
    asked.push(program);
    return program === name ? answer : undefined;
  };
  expect(await hasTrayHost('linux', BUS, only('gdbus', '(true,)'))).toBe(true);
  expect(await hasTrayHost('linux', BUS, only('gdbus', '(false,)'))).toBe(false);
  expect(await hasTrayHost('linux', BUS, only('dbus-send', 'method return\n   boolean true'))).toBe(true);
  expect(asked).toEqual(['gdbus', 'gdbus', 'gdbus', 'dbus-send']);
});

test('in doubt there is none: no answer, or no bus that could be asked', async () => {
  expect(await hasTrayHost('linux', BUS, async () => undefined)).toBe(false);
  expect(await hasTrayHost('linux', {}, async () => '(true,)')).toBe(false);
});
