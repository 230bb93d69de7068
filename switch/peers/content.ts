import type { Content } from '../channel/channel.ts';
import { CHANNEL_BODY_BYTES_MAX, CHANNEL_PACKET_BYTES_MAX, PIECE_BYTES_MAX } from '../constants.ts';
import type { PacketToSend } from '../endpoint.ts';
import { UINT32_MAX, writeContent } from '../packet/channel-head.ts';
import type { JsonObject } from '../packet/json.ts';
import { encodeJsonPacket } from '../packet/packet.ts';

const NO_BODY = new Uint8Array(0);
const NO_JSON: JsonObject = {};

/** What the channel may add, at its longest. */
const WORST_NUMBERS = { c: UINT32_MAX, seq: UINT32_MAX, ack: UINT32_MAX, end: true };

/** Checks that a packet fits its datagram. One that doesn't is the application's mistake: it cuts bodies itself. */
export function contentOf(type: string, packet: PacketToSend): Content {
  const { json = NO_JSON, body = NO_BODY, end = false, isPiece = false } = packet;
  const bytesMax = isPiece ? PIECE_BYTES_MAX : CHANNEL_BODY_BYTES_MAX;
  if (body.length > bytesMax) throw new RangeError(`a body has at most ${bytesMax} bytes, not ${body.length}`);
  if (json !== NO_JSON && Object.keys(json).length > 0) checkHead(type, json, body);
  return { json, body, end, isPiece: isPiece && json === NO_JSON };
}

function checkHead(type: string, json: JsonObject, body: Uint8Array): void {
  const bytes = encodeJsonPacket({ ...WORST_NUMBERS, type, ...writeContent(type, json) }).length + body.length;
  if (bytes > CHANNEL_PACKET_BYTES_MAX)
    throw new RangeError(`json and body take ${bytes - CHANNEL_PACKET_BYTES_MAX} bytes too many for one packet`);
}
