import type { App } from 'electron';
import { isLink, LINK_SCHEME } from './link.ts';

export interface DeepLinks {
  /** Who takes the links from now on. The newest one that came before is passed at once. */
  takeBy(listener: (link: string) => void): void;
}

export interface DeepLinkParts {
  /** From our own command line. */
  readonly first: string | undefined;
  /** Whether this run uses the usual data folder and so stands for the app on this computer. */
  readonly isUsualFolder: boolean;
  /** Somebody started the app again: they want to see it. */
  readonly onSecondStart: () => void;
}

/** Undefined if another copy is running: it has been given our link, and we are to leave. */
export function openDeepLinks(app: App, { first, isUsualFolder, onSecondStart }: DeepLinkParts): DeepLinks | undefined {
  let newest = first;
  let listener: ((link: string) => void) | undefined;
  const pass = (link: unknown) => {
    if (typeof link !== 'string' || !isLink(link)) return;
    if (listener === undefined) newest = link;
    else listener(link);
  };
  // A folder named on the command line has its own lock alone: two of them are two apps.
  if (isUsualFolder) {
    // Chromium reorders the arguments it passes on, so our link travels beside them.
    if (!app.requestSingleInstanceLock({ link: first })) return undefined;
    app.on('second-instance', (_event, _arguments, _folder, extra) => {
      onSecondStart();
      pass((extra as { readonly link?: unknown } | null)?.link); // of whatever shape: it is read in `pass`
    });
    app.on('open-url', (event, url) => {
      event.preventDefault();
      onSecondStart();
      pass(url);
    });
    // Only an installed copy may answer the system's links.
    if (app.isPackaged) app.setAsDefaultProtocolClient(LINK_SCHEME);
  }
  return {
    takeBy(taker) {
      listener = taker;
      if (newest !== undefined) taker(newest);
      newest = undefined;
    },
  };
}
