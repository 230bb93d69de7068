import type { LookView, ThemeName } from '../electron/bridge/contract.ts';
import type { AppStore } from './store/app-store.ts';

const prefersDark = window.matchMedia('(prefers-color-scheme: dark)');
const prefersContrast = window.matchMedia('(prefers-contrast: more)');
const prefersStill = window.matchMedia('(prefers-reduced-motion: reduce)');

/** Puts theme, contrast and motion on the root. The system's wish for a theme is the chosen one: it is told that too. */
export function showTheme(theme: ThemeName, look: Pick<LookView, 'contrast' | 'motion'>): void {
  const isDark = theme === 'system' ? prefersDark.matches : theme === 'dark';
  const { dataset } = document.documentElement;
  dataset.theme = isDark ? 'dark' : 'light';
  dataset.contrast = look.contrast === 'high' || prefersContrast.matches ? 'high' : 'usual';
  dataset.motion = look.motion === 'off' || prefersStill.matches ? 'off' : 'usual';
}

/** Keeps them at what the person chose, or at what the system wants. Until the choices are told the page stays as it was served. */
export function followTheme(store: AppStore): void {
  const untold = store.getState().look;
  const isDressed = document.documentElement.dataset.theme !== undefined;
  const apply = () => {
    const { theme, look } = store.getState();
    if (look !== untold || !isDressed) showTheme(theme, look);
  };
  apply();
  store.subscribe(apply);
  for (const wish of [prefersDark, prefersContrast, prefersStill]) wish.addEventListener('change', apply);
}

/** Whether things should stand still. */
export const isStill = (): boolean => document.documentElement.dataset.motion === 'off';
