import { CSPProvider } from '@base-ui/react/csp-provider';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { App } from './App.tsx';
import { bridge } from './bridge.ts';
import { tell } from './components/toasts.ts';
import { followLanguage } from './follow-language.ts';
import { guardPaste } from './guard-paste.ts';
import { IntlProvider } from './i18n.tsx';
import { useAppStore } from './store/app-store.ts';
import { keepDrafts } from './store/keep-drafts.ts';
import { syncDesktop } from './store/sync-desktop.ts';
import { syncFromBridge } from './store/sync-from-bridge.ts';
import { tellShown } from './store/tell-shown.ts';
import { followTheme } from './theme.ts';
import { followWindowFocus } from './window-focus.ts';
import { followUnread } from './window-title.ts';

followTheme(useAppStore);
const spoken = followLanguage(useAppStore);
followWindowFocus(useAppStore);
guardPaste();
followUnread(useAppStore);
const drafts = keepDrafts(bridge, useAppStore, () => tell('composer.draftNotKept'));
window.addEventListener('pagehide', drafts.flush);
window.addEventListener('blur', drafts.flush);
syncFromBridge(bridge, useAppStore);
syncDesktop(bridge, useAppStore);
tellShown(bridge, useAppStore);
// A call that throws instead of answering is our mistake (the contract says so), wherever it was made.
window.addEventListener('unhandledrejection', () => tell('problem.ours'));

await spoken; // the first thing that is seen is in the right language
const root = document.getElementById('root');
if (root === null) throw new Error('index.html has no #root');
createRoot(root).render(
  <StrictMode>
    <CSPProvider disableStyleElements>
      <IntlProvider>
        <App />
      </IntlProvider>
    </CSPProvider>
  </StrictMode>,
);
