import { mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { openSettings } from './shell-settings.ts';

const DEFAULTS = { theme: 'system', contrast: 'system', motion: 'system', language: 'system' };
const PLACE = { bounds: { x: -10, y: 20, width: 900, height: 700 }, isMaximized: true };

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'hashline-settings-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

describe('the shell’s settings', () => {
  test('are found again by the next start, in a file of one’s own', () => {
    const inner = join(folder, 'electron');
    const settings = openSettings(inner);
    expect(settings.read()).toEqual(DEFAULTS);
    expect(settings.change({ place: PLACE })).toBe(true);
    expect(settings.change({ theme: 'dark' })).toBe(true);
    expect(openSettings(inner).read()).toEqual({ ...DEFAULTS, theme: 'dark', place: PLACE });
    expect(readdirSync(inner)).toEqual(['window.json']);
    expect(statSync(join(inner, 'window.json')).mode & 0o777).toBe(0o600);
  });

  test('that can’t be written last as long as the run', () => {
    writeFileSync(join(folder, 'file'), '');
    const settings = openSettings(join(folder, 'file', 'electron'));
    expect(settings.change({ theme: 'light' })).toBe(false);
    expect(settings.read().theme).toBe('light');
  });

  test('whatever lies in the file, the app starts', () => {
    const file = join(folder, 'window.json');
    const content = fc.oneof(fc.string(), fc.json(), fc.constant('{"theme":"blue"}'), fc.constant('{"place":{}}'));
    fc.assert(
      fc.property(content, (text) => {
        writeFileSync(file, text);
        expect(['system', 'light', 'dark']).toContain(openSettings(folder).read().theme);
      }),
    );
  });
});
