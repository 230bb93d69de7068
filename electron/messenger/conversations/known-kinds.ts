import { FILE_KIND, VOICE_KIND } from '../blobs/file-body.ts';
import { MEMBERSHIP_KINDS } from '../log/membership-event.ts';
import { ALBUM_KIND } from '../photos/album.ts';
import { EFFECT_KINDS } from './effects.ts';
import { TEXT_KIND } from './text-body.ts';

/** Kinds that are messages: unread until they are read. */
export const MESSAGE_KINDS: readonly string[] = [TEXT_KIND, ALBUM_KIND, FILE_KIND, VOICE_KIND];

/** Every kind of event that this version understands (app-protocol.md "Kinds"). */
export const KNOWN_KINDS: readonly string[] = [...MESSAGE_KINDS, ...EFFECT_KINDS, ...MEMBERSHIP_KINDS];
