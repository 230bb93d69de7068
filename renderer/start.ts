import './styles/emoji.css';
import './styles/tokens.css';
import './styles/base.css';
import { afterFrame } from './after-frame.ts';

/**
 * The page's first script, and a small one: the window is painted in its own colours before the rest of the page is run, which
 * is fetched meanwhile (index.html). Theme and language stand in the document already (electron/shell/first-dress.ts). A window that is
 * hidden paints nothing, so nothing is waited for.
 */
if (document.visibilityState === 'visible') await new Promise<void>(afterFrame);
await import('./main.tsx');
