import { expect, test } from 'vitest';
import type { LookView } from '../bridge/contract.ts';
import { createLook } from './look.ts';
import { type SettingsFile, type ShellSettings, usualSettings } from './shell-settings.ts';
import { createZoom } from './zoom.ts';

function scene() {
  let kept: ShellSettings = usualSettings();
  const settings: SettingsFile = {
    read: () => kept,
    change: (change) => {
      kept = { ...kept, ...change };
      return true;
    },
  };
  const told: LookView[] = [];
  const zoom = createZoom(settings);
  return { zoom, told, look: createLook(settings, zoom, (look) => told.push(look)), kept: () => kept };
}

test('is the system’s until something is chosen', () => {
  expect(scene().look.current()).toEqual({
    contrast: 'system',
    motion: 'system',
    language: 'system',
    textPercent: 100,
  });
});

test('what is chosen is kept and told; the rest stays', () => {
  const { look, told, kept } = scene();
  look.choose({ contrast: 'high', language: 'de' });
  expect(kept()).toMatchObject({ contrast: 'high', language: 'de', motion: 'system' });
  expect(told).toEqual([{ contrast: 'high', motion: 'system', language: 'de', textPercent: 100 }]);
});

test('the size of text is told however it was changed, and only when it was', () => {
  const { look, zoom, told } = scene();
  look.choose({ textPercent: 150 });
  zoom.larger();
  look.choose({ textPercent: 175 });
  expect(told.map(({ textPercent }) => textPercent)).toEqual([150, 175]);
});
