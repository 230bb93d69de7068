import type { AppStore } from './store/app-store.ts';

/** Tells the store whether a person can be looking: read is only what was seen. */
export function followWindowFocus(store: AppStore): void {
  const apply = () => store.getState().setWindowFocused(document.hasFocus() && document.visibilityState === 'visible');
  apply();
  window.addEventListener('focus', apply);
  window.addEventListener('blur', apply);
  document.addEventListener('visibilitychange', apply);
}
