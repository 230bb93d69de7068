import type { App, IpcMainInvokeEvent, Session, WebContents, WebPreferences } from 'electron';
import type { Logger } from './log.ts';
import { isOfSite, MAIN_SITE, PAGE_SCHEME } from './pages.ts';
import { PHOTO_SCHEME } from './photos.ts';

/** Both schemes are told to Chromium before it is ready. Neither may be fetched across origins (no `corsEnabled`). */
export const PRIVILEGED_SCHEMES = [
  { scheme: PAGE_SCHEME, privileges: { standard: true, secure: true } },
  { scheme: PHOTO_SCHEME, privileges: { standard: true, secure: true, stream: true } },
];

/** What every window of ours has: Electron's security checklist, written out so that no default of a version matters. */
export function safePreferences(preload: string, isDevelopment: boolean): WebPreferences {
  return {
    preload,
    sandbox: true,
    contextIsolation: true,
    nodeIntegration: false,
    nodeIntegrationInWorker: false,
    nodeIntegrationInSubFrames: false,
    webSecurity: true,
    allowRunningInsecureContent: false,
    experimentalFeatures: false,
    webviewTag: false,
    navigateOnDragDrop: false,
    // Off but for the main window, whose session is kept from fetching dictionaries (desktop/spelling.ts).
    spellcheck: false,
    devTools: isDevelopment,
  };
}

/** No page of ours goes anywhere else, opens anything or holds another page, however it was talked into trying. */
export function denyNavigation(app: App, log: Logger): void {
  app.on('web-contents-created', (_created, contents) => {
    const refuse = (what: string) => (event: { preventDefault(): void }) => {
      event.preventDefault();
      log.warn(`security: a page tried to ${what}; refused`);
    };
    contents.on('will-navigate', refuse('go elsewhere'));
    contents.on('will-redirect', refuse('go elsewhere'));
    contents.on('will-attach-webview', refuse('hold another page'));
    contents.setWindowOpenHandler(() => {
      log.warn('security: a page tried to open a window; refused');
      return { action: 'deny' };
    });
    // A content security policy does not cover WebRTC: without a proxy it gets no sockets.
    contents.setWebRTCIPHandlingPolicy('disable_non_proxied_udp');
  });
}

/** A session that keeps nothing on disk, asks for no permission, downloads nothing, and reaches only our schemes. */
export function closeSession(session: Session, isDevelopment: boolean): void {
  session.setPermissionRequestHandler((_contents, _permission, answer) => answer(false));
  session.setPermissionCheckHandler(() => false);
  session.setDevicePermissionHandler(() => false);
  session.on('will-download', (event) => event.preventDefault());
  session.webRequest.onBeforeRequest((details, answer) => {
    answer({ cancel: !isOurScheme(details.url, isDevelopment) });
  });
}

/** `devtools:` pages load their own parts. blob: and data: never leave the page; what they may do says its policy. */
function isOurScheme(url: string, isDevelopment: boolean): boolean {
  const scheme = url.slice(0, url.indexOf(':'));
  return [PAGE_SCHEME, PHOTO_SCHEME, 'blob', 'data'].includes(scheme) || (isDevelopment && scheme === 'devtools');
}

/** Whether our window's page itself is asking: its contents, its top frame, its address. */
export function isFromMainPage(event: IpcMainInvokeEvent, page: WebContents | undefined): boolean {
  const frame = event.senderFrame;
  return (
    page !== undefined &&
    event.sender === page &&
    frame !== null &&
    frame.parent === null &&
    isOfSite(MAIN_SITE, frame.url)
  );
}
