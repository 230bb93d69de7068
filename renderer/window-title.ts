import { translate } from './i18n.tsx';
import type { AppStore } from './store/app-store.ts';
import { selectUnreadTotal } from './store/conversations-slice.ts';

/** The window's title, as it stands in the task bar: how much is unread comes first, where it is never cut off. */
export function followUnread(store: AppStore): void {
  const apply = () => {
    const count = selectUnreadTotal(store.getState());
    const title = count > 0 ? translate('app.nameUnread', { count }) : translate('app.name');
    if (document.title !== title) document.title = title;
  };
  apply();
  store.subscribe(apply);
}
