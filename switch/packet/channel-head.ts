import { CHANNEL_ERR_CHARS_MAX, CHANNEL_TYPE_CHARS_MAX, MISS_ENTRIES_MAX } from '../constants.ts';
import { isJsonObject, type JsonObject, type JsonValue, member } from './json.ts';
import { decodeRuns } from './run-lengths.ts';

/** Largest `c` and `seq` (channels.md "Channel IDs", reliable.md "seq"): 32 bits. */
export const UINT32_MAX = 0xffff_ffff;

/** The keys of a channel packet that belong to the channel itself; everything else is content (channels.md). */
const CHANNEL_KEYS = new Set(['c', 'type', 'seq', 'ack', 'miss', 'end', 'err']);

/** A channel packet's HEAD, read. What a stranger got wrong in one key is as if it weren't there. */
export interface ChannelHead {
  readonly channelId: number;
  readonly type: string | undefined;
  readonly seq: number | undefined;
  /** -1: nothing processed yet, which the reference wants to hear beside a `miss`. */
  readonly ack: number | undefined;
  readonly miss: readonly number[] | undefined;
  /** From our kind: what arrived beyond `ack`, as lengths of runs, missing ones first (DECISIONS.md no. 45). */
  readonly sack: readonly number[] | undefined;
  readonly end: boolean;
  readonly err: string | undefined;
}

/** Undefined if there is no valid `c`: then it is no channel packet at all. */
export function readChannelHead(json: JsonObject): ChannelHead | undefined {
  const channelId = member(json, 'c');
  if (!isUint32(channelId) || channelId === 0) return undefined;
  const seq = member(json, 'seq');
  const ack = member(json, 'ack');
  return {
    channelId,
    type: readType(member(json, 'type')),
    seq: isUint32(seq) ? seq : undefined,
    ack: ack === -1 ? -1 : isUint32(ack) ? ack : undefined,
    miss: readNumbers(member(json, 'miss'), MISS_ENTRIES_MAX),
    sack: readRuns(member(json, 'sack')),
    end: Boolean(member(json, 'end')),
    err: readErr(member(json, 'err')),
  };
}

/** The application's JSON: under `_` for types with an underscore, else beside the channel's own keys. */
export function readContent(type: string, json: JsonObject): JsonObject {
  if (type.startsWith('_')) {
    const content = member(json, '_');
    return isJsonObject(content) ? content : {};
  }
  return Object.fromEntries(Object.entries(json).filter(([key]) => !CHANNEL_KEYS.has(key)));
}

/** The same, to be spread into a HEAD. A packet that has content always has `_`, as the reference's has. */
export function writeContent(type: string, json: JsonObject): JsonObject {
  return type.startsWith('_') ? { _: json } : json;
}

function readType(value: JsonValue | undefined): string | undefined {
  const isType = typeof value === 'string' && value !== '' && value.length <= CHANNEL_TYPE_CHARS_MAX;
  return isType ? value : undefined;
}

/** "Any array larger than that should be discarded" (reliable.md "miss"). */
function readNumbers(value: JsonValue | undefined, max: number): readonly number[] | undefined {
  if (!Array.isArray(value) || value.length > max) return undefined;
  return value.filter(isUint32);
}

function readRuns(value: JsonValue | undefined): readonly number[] | undefined {
  return typeof value === 'string' ? decodeRuns(value) : undefined;
}

/** Any truthy `err` fails a channel, also one that is no text. */
function readErr(value: JsonValue | undefined): string | undefined {
  if (!value) return undefined;
  return typeof value === 'string' ? value.slice(0, CHANNEL_ERR_CHARS_MAX) : 'error';
}

function isUint32(value: JsonValue | undefined): value is number {
  return typeof value === 'number' && Number.isInteger(value) && value >= 0 && value <= UINT32_MAX;
}
