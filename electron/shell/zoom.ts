import type { WebContents } from 'electron';
import type { SettingsFile } from './shell-settings.ts';

/** Sizes of everything, 1 is the usual; product.md promises 80 to 200 %, the steps are a browser's. */
export const ZOOM_FACTORS = [0.8, 0.9, 1, 1.1, 1.25, 1.5, 1.75, 2] as const;

export interface Zoom {
  larger(): void;
  smaller(): void;
  usual(): void;
  /** The nearest of our steps. */
  choose(factor: number): void;
  onChange(listener: () => void): void;
  /** What the window is opened with. */
  factor(): number;
  /** Makes it hold for this page, and the mouse wheel with Ctrl change it. */
  follow(page: WebContents): void;
}

/** The size of text in the window, chosen by keys or wheel. It stays for the next start: eyes do not get better. */
export function createZoom(settings: SettingsFile): Zoom {
  let page: WebContents | undefined;
  const factor = () => nearestFactor(settings.read().zoomFactor ?? 1);
  const listeners: (() => void)[] = [];
  const choose = (wanted: number) => {
    const zoomFactor = nearestFactor(wanted);
    if (zoomFactor === factor()) return;
    settings.change({ zoomFactor });
    page?.setZoomFactor(zoomFactor);
    for (const listener of listeners) listener();
  };
  const larger = () => choose(ZOOM_FACTORS.find((each) => each > factor()) ?? factor());
  const smaller = () => choose(ZOOM_FACTORS.filter((each) => each < factor()).at(-1) ?? factor());
  const follow = (followed: WebContents) => {
    page = followed;
    followed.on('zoom-changed', (_event, direction) => (direction === 'in' ? larger() : smaller()));
    followed.once('destroyed', () => {
      page = undefined;
    });
  };
  const onChange = (listener: () => void) => void listeners.push(listener);
  return { larger, smaller, usual: () => choose(1), choose, onChange, factor, follow };
}

/** A factor of ours, whatever a file says. */
function nearestFactor(wanted: number): number {
  return ZOOM_FACTORS.reduce<number>(
    (best, each) => (Math.abs(each - wanted) < Math.abs(best - wanted) ? each : best),
    1,
  );
}
