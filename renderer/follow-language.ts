import { speak } from './i18n.tsx';
import type { AppStore } from './store/app-store.ts';

/** Speaks the language that the person chose, from its change on. Done when the first one is loaded. */
export function followLanguage(store: AppStore): Promise<void> {
  const apply = () => speak(store.getState().look.language);
  store.subscribe(() => void apply());
  return apply();
}
