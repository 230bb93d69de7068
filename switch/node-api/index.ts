/** `import { Switch } from 'hashline/switch'`: a switch for programs, over this machine's network. */

export {
  type BridgingPolicy,
  CHANNEL_BODY_BYTES_MAX,
  type ChannelClose,
  type ChannelPacket,
  type Endpoint,
  type FindResult,
  type Hashname,
  type JsonObject,
  type JsonValue,
  type LinkStatus,
  type NearbyPeer,
  type Path,
  type PathStatus,
  type PeerHints,
  type PeerStatus,
  type PublicIdentity,
  parseHashname,
  type SecretIdentity,
  type Seed,
  type ThtpHeaders,
} from '../index.ts';
export { generateIdentity } from '../io/node-identity.ts';
export type { ChannelsOptions } from './channel-listeners.ts';
export type { ChannelStream } from './channel-stream.ts';
export type { CreateOptions } from './create-options.ts';
export { SwitchError, type SwitchErrorCode } from './errors.ts';
export type { ProgramChannel, SentPacket } from './program-channel.ts';
export { type Content, type OpenOptions, type RequestOptions, Switch } from './switch.ts';
export { Thtp } from './thtp.ts';
export type { ThtpAnswer, ThtpContent, ThtpRequestOptions } from './thtp-client.ts';
export type { ThtpHandler, ThtpReply, ThtpRequest, ThtpServeOptions } from './thtp-server.ts';
export type { SwitchEventMap, SwitchEventName } from './typed-events.ts';
export type { WaitOptions } from './waiting.ts';
