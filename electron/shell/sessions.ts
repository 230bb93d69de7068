import { type Session, session } from 'electron';
import { allowDevices, type DevicePermissions } from './device-permissions.ts';
import { createPageHandler, DECODER_SITE, MAIN_SITE, PAGE_SCHEME, type Site } from './pages.ts';
import { PHOTO_SCHEME, type PhotoSource, servePhoto } from './photos.ts';
import { closeSession } from './security.ts';

export interface Sessions {
  readonly page: Session;
  readonly decoder: Session;
}

export interface SessionParts {
  /** Where the build put the pages. */
  readonly pagesFolder: string;
  readonly photos: PhotoSource;
  /** What the window's page may see and hear with. */
  readonly devices: DevicePermissions;
  readonly reportBug: (where: string, error: unknown) => void;
  readonly isDevelopment: boolean;
}

/**
 * One session for the window's page and one for the decoder, both in memory only: nothing a page does is left on disk,
 * and neither can see the other's. Only the page's has pictures.
 */
export async function openSessions(parts: SessionParts): Promise<Sessions> {
  const { pagesFolder, photos, devices, reportBug, isDevelopment } = parts;
  const page = session.fromPartition('page');
  const decoder = session.fromPartition('decoder');
  for (const each of [session.defaultSession, page, decoder]) closeSession(each, isDevelopment);
  allowDevices(page, devices);
  await servePages(page, pagesFolder, MAIN_SITE);
  await servePages(decoder, pagesFolder, DECODER_SITE);
  page.protocol.handle(PHOTO_SCHEME, async (request) => {
    try {
      return await servePhoto(photos, request);
    } catch (error) {
      reportBug('photo protocol', error);
      return new Response('', { status: 500 });
    }
  });
  return { page, decoder };
}

async function servePages(to: Session, folder: string, site: Site): Promise<void> {
  to.protocol.handle(PAGE_SCHEME, await createPageHandler(folder, site));
}
