import { speak } from './i18n.tsx';
import type { AppStore } from './store/app-store.ts';

/** Speaks the language that the person chose, from its change on. */
export function followLanguage(store: AppStore): void {
  const apply = () => speak(store.getState().look.language);
  apply();
  store.subscribe(apply);
}
