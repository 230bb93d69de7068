import { BrowserWindow, MessageChannelMain, type MessagePortMain, type Session } from 'electron';
import { giveWay } from './give-way.ts';
import type { Decoder } from './image-queue.ts';
import { IMAGE_WINDOW_TIMEOUT_MS } from './limits.ts';
import { DECODER_SITE, siteAddress } from './pages.ts';
import { safePreferences } from './security.ts';

export interface ImageWindowParts {
  /** Its own, with nothing in it but the decoder's page. */
  readonly session: Session;
  readonly preload: string;
  readonly isDevelopment: boolean;
}

/**
 * Opens the hidden window in which pictures are decoded: a sandboxed process that has no bridge, no network, no disk and
 * no other page. What a picture breaks, it breaks there.
 */
export async function openImageWindow(parts: ImageWindowParts): Promise<Decoder | undefined> {
  const window = new BrowserWindow({
    show: false,
    width: 64,
    height: 64,
    skipTaskbar: true,
    webPreferences: {
      ...safePreferences(parts.preload, parts.isDevelopment),
      session: parts.session,
      // A hidden page's work is not to be put off.
      backgroundThrottling: false,
      webgl: false,
    },
  });
  const channel = new MessageChannelMain();
  const decoder = decoderOf(window, channel.port1);
  if (!(await loads(window))) {
    decoder.close();
    return undefined;
  }
  window.webContents.postMessage('hashline:decoder', null, [channel.port2]);
  channel.port1.start();
  return decoder;
}

async function loads(window: BrowserWindow): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined;
  const isLate = new Promise<boolean>((resolve) => {
    timer = setTimeout(() => resolve(false), IMAGE_WINDOW_TIMEOUT_MS);
  });
  const isLoaded = window.loadURL(siteAddress(DECODER_SITE)).then(
    () => true,
    () => false,
  );
  const loaded = await Promise.race([isLoaded, isLate]);
  clearTimeout(timer);
  return loaded && !window.isDestroyed();
}

/** Speaks over the port. The window's end, however it comes, ends the picture that is in it. */
function decoderOf(window: BrowserWindow, port: MessagePortMain): Decoder {
  let settle: (answer: unknown) => void = () => undefined;
  let isGone = false;
  const end = () => {
    isGone = true;
    settle(undefined);
    port.close();
    if (!window.isDestroyed()) window.destroy();
  };
  port.on('message', ({ data }) => settle(data));
  port.on('close', end);
  window.on('closed', end);
  window.webContents.on('render-process-gone', end);
  return {
    run: (job) =>
      new Promise((resolve) => {
        settle = resolve;
        if (isGone) resolve(undefined);
        else port.postMessage(job);
        // Nobody waits for a picture as one does for a letter. For each, because threads come with the work.
        if (!window.isDestroyed()) void giveWay(window.webContents.getOSProcessId());
      }),
    close: end,
  };
}
