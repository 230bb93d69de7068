import './styles/emoji.css';
import './styles/tokens.css';
import './styles/base.css';
import { START_FRAME_MS_MAX } from './limits.ts';
import { showTheme } from './theme.ts';

/**
 * The page's first script, and a small one: the window is painted in its own colours before the rest of the page is run, which
 * is fetched meanwhile (index.html). A window that is hidden paints nothing, so nothing is waited for.
 */
showTheme('system', { contrast: 'system', motion: 'system' });
if (document.visibilityState === 'visible') await firstFrame();
await import('./main.tsx');

function firstFrame(): Promise<void> {
  return new Promise((resolve) => {
    requestAnimationFrame(() => setTimeout(resolve));
    setTimeout(resolve, START_FRAME_MS_MAX); // a window that is covered says it is visible and paints nothing
  });
}
