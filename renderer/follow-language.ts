import { speak } from './i18n.tsx';
import type { AppStore } from './store/app-store.ts';

/** Speaks the language that the person chose, from its change on; until it is told, that in which the page was served. Done when the first one is loaded. */
export function followLanguage(store: AppStore): Promise<void> {
  const untold = store.getState().look;
  const { lang } = document.documentElement;
  const apply = () => {
    const { look } = store.getState();
    return speak(look === untold ? lang : look.language);
  };
  store.subscribe(() => void apply());
  return apply();
}
