/** The TeleHash engine: everything of the protocol, nothing of the machine it runs on. README.md says where what is. */

export { concat, equalBytes, fromHex, toHex, utf8Decode, utf8Encode } from './bytes.ts';
export { ByteStream } from './channel/stream.ts';
export type { CryptoJob, CryptoJobResult, CryptoPort, Random } from './cipher-sets/crypto-port.ts';
export {
  CHANNEL_BODY_BYTES_MAX,
  DATAGRAM_BYTES_ACCEPTED_MAX,
  DATAGRAM_BYTES_MAX,
  LAN_ANSWER_MS,
  PATH_QUIET_MS,
  PIECE_BYTES_MAX,
} from './constants.ts';
export type * from './endpoint.ts';
export { fail, ok, type Result, unreachable } from './errors.ts';
export type { ChannelHandle, SwitchEvent } from './events.ts';
export {
  contentLengthOf,
  readThtpRequest,
  readThtpResponse,
  THTP_TYPE,
  type ThtpHeadError,
  type ThtpHeaders,
  ThtpHeadReader,
  type ThtpRequestHead,
  type ThtpResponseHead,
  writeThtpRequest,
  writeThtpResponse,
} from './extensions/thtp-head.ts';
export { type Hashname, hashnameOfParts, parseHashname } from './hashname/hashname.ts';
export {
  fingerprintOf,
  highestSharedCsid,
  identityOfKeys,
  isConsistent,
  type Parts,
  type PublicIdentity,
  partsOfKeys,
} from './hashname/keys.ts';
export { parseSeeds, readSeed, readSeeds, type Seed, type SeedsError, writeSeeds } from './hashname/seeds.ts';
export type { SwitchMetrics } from './metrics.ts';
export { isJsonObject } from './packet/json.ts';
export {
  decodePacket,
  encodeJsonPacket,
  encodePacket,
  type Packet,
  type PacketError,
  type PacketHead,
} from './packet/packet.ts';
export { HeardBy } from './paths/heard-by.ts';
export { formatIp, parseIp } from './paths/ip.ts';
export { isOnLink, type Reach, reachOf } from './paths/locality.ts';
export {
  familyOf,
  isTcp,
  normalizePath,
  type Path,
  type PathType,
  pathKey,
  readPath,
  readPaths,
  samePath,
  writePath,
} from './paths/path.ts';
export { Switch } from './switch.ts';
export { type EndpointHost, SwitchEndpoint } from './switch-endpoint.ts';
export type { SwitchOptions } from './switch-parts.ts';
export type { Transmit } from './transmit.ts';
