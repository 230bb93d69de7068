import { type Session, session } from 'electron';
import { allowDevices, type DevicePermissions } from './device-permissions.ts';
import { createPageHandler, DECODER_SITE, MAIN_SITE, PAGE_SCHEME, type PageDress, type Site } from './pages.ts';
import { PHOTO_SCHEME, type PhotoSource, servePhoto } from './photos.ts';
import { closeSession } from './security.ts';

export interface PageSessionParts {
  /** Where the build put the pages. */
  readonly pagesFolder: string;
  /** Undefined while the messenger is not there. */
  readonly photos: () => PhotoSource | undefined;
  /** How the window's page begins. */
  readonly dress: () => PageDress;
  /** What the window's page may see and hear with. */
  readonly devices: DevicePermissions;
  readonly reportBug: (where: string, error: unknown) => void;
  readonly isDevelopment: boolean;
}

/**
 * One session for the window's page and one for the decoder, both in memory only: nothing a page does is left on disk,
 * and neither can see the other's. Only the page's has pictures.
 */
export function openPageSession({
  pagesFolder,
  photos,
  dress,
  devices,
  reportBug,
  isDevelopment,
}: PageSessionParts): Session {
  const page = session.fromPartition('page');
  for (const each of [session.defaultSession, page]) closeSession(each, isDevelopment);
  allowDevices(page, devices);
  servePages(page, pagesFolder, MAIN_SITE, dress);
  page.protocol.handle(PHOTO_SCHEME, async (request) => {
    try {
      return await servePhoto(photos(), request);
    } catch (error) {
      reportBug('photo protocol', error);
      return new Response('', { status: 500 });
    }
  });
  return page;
}

/** The other one; once in a run. */
export function openDecoderSession(pagesFolder: string, isDevelopment: boolean): Session {
  const decoder = session.fromPartition('decoder');
  closeSession(decoder, isDevelopment);
  servePages(decoder, pagesFolder, DECODER_SITE);
  return decoder;
}

/** The files are listed while the first request is on its way. */
function servePages(to: Session, folder: string, site: Site, dress?: () => PageDress): void {
  const handler = createPageHandler(folder, site, dress);
  to.protocol.handle(PAGE_SCHEME, async (request) => (await handler)(request));
}
