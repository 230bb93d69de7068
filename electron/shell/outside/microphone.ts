import type { Session } from 'electron';
import { isOfSite, MAIN_SITE } from '../pages.ts';

/** Open only between the beginning and the end of a recording. */
export interface Microphone {
  isOpen: boolean;
}

/** The page may fill the screen, and listen to the microphone while it is open; nobody may do anything else. */
export function guardMicrophone(session: Session, microphone: Microphone): void {
  session.setPermissionRequestHandler((_contents, permission, answer, details) => {
    const kinds = 'mediaTypes' in details ? (details.mediaTypes ?? []) : [];
    const isSound = kinds.length > 0 && kinds.every((kind) => kind === 'audio');
    const isAllowed = permission === 'fullscreen' || (permission === 'media' && isSound && microphone.isOpen);
    answer(isAllowed && isOfSite(MAIN_SITE, details.requestingUrl));
  });
  session.setPermissionCheckHandler(
    (_contents, permission, origin, details) =>
      permission === 'media' && details.mediaType === 'audio' && microphone.isOpen && isOfSite(MAIN_SITE, origin),
  );
}
