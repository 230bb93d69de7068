import type { AppStore } from './store/app-store.ts';

const prefersDark = window.matchMedia('(prefers-color-scheme: dark)');

/** Keeps `data-theme` on the root at what the person chose, or at what the system wants. */
export function followTheme(store: AppStore): void {
  const apply = () => {
    const { theme } = store.getState();
    const isDark = theme === 'system' ? prefersDark.matches : theme === 'dark';
    document.documentElement.dataset.theme = isDark ? 'dark' : 'light';
  };
  apply();
  store.subscribe(apply);
  prefersDark.addEventListener('change', apply);
}
