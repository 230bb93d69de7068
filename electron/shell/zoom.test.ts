import { EventEmitter } from 'node:events';
import type { WebContents } from 'electron';
import { describe, expect, test } from 'vitest';
import { type SettingsFile, type ShellSettings, usualSettings } from './shell-settings.ts';
import { createZoom, ZOOM_FACTORS } from './zoom.ts';

const SMALLEST = 0.8;
const LARGEST = 2;

function settingsWith(zoomFactor?: number): SettingsFile {
  let settings: ShellSettings = { ...usualSettings(), ...(zoomFactor !== undefined && { zoomFactor }) };
  return {
    read: () => settings,
    change: (change) => {
      settings = { ...settings, ...change };
      return true;
    },
  };
}

/** The part of a page that zooming touches. */
class Page extends EventEmitter {
  readonly factors: number[] = [];
  setZoomFactor(factor: number): void {
    this.factors.push(factor);
  }
  asContents(): WebContents {
    return this as unknown as WebContents;
  }
}

describe('the size of text', () => {
  test('goes up and down by steps, within 80 and 200 %', () => {
    const zoom = createZoom(settingsWith());
    expect(zoom.factor()).toBe(1);
    for (const _ of ZOOM_FACTORS) zoom.larger();
    expect(zoom.factor()).toBe(LARGEST);
    for (const _ of ZOOM_FACTORS) zoom.smaller();
    expect(zoom.factor()).toBe(SMALLEST);
    zoom.usual();
    expect(zoom.factor()).toBe(1);
  });

  test('is kept for the next start', () => {
    const settings = settingsWith();
    createZoom(settings).larger();
    expect(createZoom(settings).factor()).toBe(1.1);
  });

  test.each([0.01, 1.3, 700])('is one of ours even if the file says %d', (zoomFactor) => {
    expect(ZOOM_FACTORS).toContain(createZoom(settingsWith(zoomFactor)).factor());
  });

  test('reaches the page by keys and by the wheel, until the page is gone', () => {
    const zoom = createZoom(settingsWith());
    const page = new Page();
    zoom.follow(page.asContents());
    zoom.larger();
    page.emit('zoom-changed', {}, 'in');
    page.emit('zoom-changed', {}, 'out');
    page.emit('destroyed');
    zoom.larger();
    expect(page.factors).toEqual([1.1, 1.25, 1.1]);
  });
});
