import { z } from 'zod';
import { FILE_NAME_BYTES_MAX, MEDIA_TYPE_CHARS_MAX, VOICE_MS_MAX, VOICE_WAVE_STEPS_MAX } from '../limits.ts';
import { encodeCanonical } from '../log/canonical-json.ts';
import { BLOB_BYTES_MAX } from './blob.ts';
import { safeFileName } from './file-name.ts';

export const FILE_KIND = 'file';
export const VOICE_KIND = 'voice';

const Hex64 = z.string().regex(/^[0-9a-f]{64}$/);
const Bytes = z.number().int().nonnegative().max(BLOB_BYTES_MAX);
/** RFC 6838 names, without parameters. */
const MEDIA_TYPE = /^[a-z0-9][a-z0-9!#$&^_.+-]*\/[a-z0-9][a-z0-9!#$&^_.+-]*$/;
const MediaType = z.string().max(MEDIA_TYPE_CHARS_MAX).regex(MEDIA_TYPE);

/** Body of a `file` event (WIRE.md "Event"). `type` is the sender's word, good for a picture beside the name and no more. */
const FileBody = z.object({
  blob: Hex64,
  bytes: Bytes,
  name: z.string().min(1).max(FILE_NAME_BYTES_MAX),
  type: MediaType,
});
export type FileBody = z.output<typeof FileBody>;

/** What a recorder of ours gives, and what one of another system may (the sound is played by the sandboxed page). */
const VoiceType = z.enum(['audio/webm', 'audio/ogg', 'audio/mp4']);
const VoiceBody = z.object({
  blob: Hex64,
  bytes: Bytes,
  /** Duration: MediaRecorder's files don't say it. */
  ms: z.number().int().positive().max(VOICE_MS_MAX),
  type: VoiceType,
  /** Loudness over time, a byte a step. */
  wave: z
    .string()
    .regex(/^[A-Za-z0-9_-]*$/)
    .max(Math.ceil((VOICE_WAVE_STEPS_MAX * 4) / 3)),
});
export type VoiceBody = z.output<typeof VoiceBody>;

export function encodeFile({ blob, bytes, name, type }: FileBody): Uint8Array {
  return encodeCanonical({ blob, bytes, name: safeFileName(name), type });
}

/** Undefined for a body this version can't show. The name is safe, whatever was sent. */
export function readFile(body: Uint8Array): FileBody | undefined {
  const read = FileBody.safeParse(parse(body));
  return read.success ? { ...read.data, name: safeFileName(read.data.name) } : undefined;
}

export function encodeVoice({ blob, bytes, ms, type, wave }: VoiceBody): Uint8Array {
  return encodeCanonical({ blob, bytes, ms, type, wave });
}

export function readVoice(body: Uint8Array): VoiceBody | undefined {
  const read = VoiceBody.safeParse(parse(body));
  return read.success ? read.data : undefined;
}

/** Anything that is no media type is bytes of an unknown sort. */
export function mediaTypeOf(text: string | undefined): string {
  const type = (text ?? '').split(';')[0]?.trim().toLowerCase() ?? '';
  return MediaType.safeParse(type).success ? type : 'application/octet-stream';
}

/** The sort of a recording by its first bytes; undefined for one that is none. */
export function voiceTypeOf(bytes: Uint8Array): VoiceBody['type'] | undefined {
  const head = Buffer.from(bytes.subarray(0, 12));
  if (head.subarray(0, 4).equals(Buffer.from([0x1a, 0x45, 0xdf, 0xa3]))) return 'audio/webm';
  if (head.toString('latin1', 0, 4) === 'OggS') return 'audio/ogg';
  return head.toString('latin1', 4, 8) === 'ftyp' ? 'audio/mp4' : undefined;
}

function parse(body: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(body));
  } catch {
    return undefined; // neither decoder has another way to say no
  }
}
