import type { LookView, ThemeName } from '../electron/bridge/contract.ts';
import type { AppStore } from './store/app-store.ts';

const prefersDark = window.matchMedia('(prefers-color-scheme: dark)');
const prefersContrast = window.matchMedia('(prefers-contrast: more)');
const prefersStill = window.matchMedia('(prefers-reduced-motion: reduce)');

/** Puts theme, contrast and motion on the root. Before the choices are here the system's wish stands for them: it is told the chosen theme too. */
export function showTheme(theme: ThemeName, look: Pick<LookView, 'contrast' | 'motion'>): void {
  const isDark = theme === 'system' ? prefersDark.matches : theme === 'dark';
  const { dataset } = document.documentElement;
  dataset.theme = isDark ? 'dark' : 'light';
  dataset.contrast = look.contrast === 'high' || prefersContrast.matches ? 'high' : 'usual';
  dataset.motion = look.motion === 'off' || prefersStill.matches ? 'off' : 'usual';
}

/** Keeps them at what the person chose, or at what the system wants. */
export function followTheme(store: AppStore): void {
  const apply = () => {
    const { theme, look } = store.getState();
    showTheme(theme, look);
  };
  apply();
  store.subscribe(apply);
  for (const wish of [prefersDark, prefersContrast, prefersStill]) wish.addEventListener('change', apply);
}

/** Whether things should stand still. */
export const isStill = (): boolean => document.documentElement.dataset.motion === 'off';
