import { MEMBERSHIP_KINDS } from '../log/membership-event.ts';
import { ALBUM_KIND } from '../photos/album.ts';
import { EFFECT_KINDS } from './effects.ts';
import { TEXT_KIND } from './text-body.ts';

/** Every kind of event that this version understands (app-protocol.md "Kinds"). */
export const KNOWN_KINDS: readonly string[] = [TEXT_KIND, ALBUM_KIND, ...EFFECT_KINDS, ...MEMBERSHIP_KINDS];
