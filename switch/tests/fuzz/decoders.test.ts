import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createCipherSets } from '../../cipher-sets/cipher-sets.ts';
import { lineIdOfBytes, parseLineId } from '../../cipher-sets/line-id.ts';
import { THTP_HEAD_BYTES_MAX } from '../../constants.ts';
import { readBridgeRequest } from '../../core-channels/bridge.ts';
import { readConnectRequest } from '../../core-channels/connect.ts';
import { readLink } from '../../core-channels/link.ts';
import { readPathAnswer, readPathRequest } from '../../core-channels/path.ts';
import { readPeerRequest } from '../../core-channels/peer.ts';
import { readSee } from '../../core-channels/see-address.ts';
import { readSeek } from '../../core-channels/seek.ts';
import { readPing, readPong } from '../../extensions/lan-packets.ts';
import { readThtpRequest, readThtpResponse, ThtpHeadReader } from '../../extensions/thtp-head.ts';
import { readParts } from '../../hashname/keys.ts';
import { decodePacket, type JsonObject, type Path, parseIp, readPaths, readSeed, utf8Encode } from '../../index.ts';
import { createNodeCrypto } from '../../io/node-crypto.ts';
import { FrameReader } from '../../io/tcp-frames.ts';
import { decodeInner } from '../../line/open.ts';
import { readChannelHead, readContent } from '../../packet/channel-head.ts';
import { createPortableCrypto } from '../../portable/portable-crypto.ts';
import { Dice } from '../../sim/dice.ts';
import { mixedIdentities } from '../sim-crypto.ts';
import { packetOf } from './packets.ts';
import { FUZZ_MS_MAX, runs } from './runs.ts';
import { weirdText, weirdValue } from './weird.ts';

const port = createNodeCrypto();
const [self] = mixedIdentities;
const OVER: Path = { type: 'ipv4', ip: '198.51.100.1', port: 9 };
const KEYS = [
  'c',
  'type',
  'seq',
  'ack',
  'miss',
  'end',
  'err',
  '_',
  'path',
  'paths',
  'seen',
  'window',
  'bridge',
  'see',
  'seed',
];
const MORE_KEYS = [
  'seek',
  'method',
  'status',
  'content-length',
  'peer',
  'from',
  'to',
  'at',
  'line',
  'trace',
  '2a',
  '0a',
  'parts',
  'keys',
  'ip',
  'port',
  '__proto__',
];

/** Objects with the keys that switches know, and whatever in them. */
const anyJson: fc.Arbitrary<JsonObject> = fc.oneof(
  fc.dictionary(
    fc.constantFrom(...KEYS, ...MORE_KEYS),
    fc.oneof(weirdValue, fc.dictionary(fc.constantFrom(...MORE_KEYS), weirdValue)),
  ),
  weirdText.map(parsed),
);

function parsed(text: string): JsonObject {
  const packet = decodePacket(packetOf(utf8Encode(text), new Uint8Array(0)));
  const json = packet.ok && packet.value.head.kind === 'json' ? packet.value.head.json : undefined;
  return json !== undefined && !Array.isArray(json) ? (json as JsonObject) : {}; // as just seen
}

/** Whatever reads what somebody sent, and must neither throw nor change it. */
const READERS: readonly (readonly [string, (json: JsonObject, body: Uint8Array) => unknown])[] = [
  ['the head of a channel packet', (json) => readChannelHead(json)],
  ['content', (json) => [readContent('_x', json), readContent('x', json)]],
  ['a path request', (json) => readPathRequest(json, OVER, [])],
  ['a path answer', (json) => readPathAnswer(json)],
  ['paths', (json) => readPaths(json.paths)],
  ['a see', (json) => readSee(json.see)],
  ['a seek', (json) => readSeek(json)],
  ['a link', (json) => readLink(json)],
  ['a peer request', (json) => readPeerRequest(json)],
  ['a connect request', (json, body) => readConnectRequest(port, self, json, body, OVER, [])],
  ['a bridge request', (json) => readBridgeRequest(json)],
  ['parts', (json) => readParts(json)],
  ['a line id', (json) => parseLineId(json.line)],
  ['a ping', (json) => readPing(json)],
  ['a pong', (json, body) => readPong(port, self.parts, json, body)],
  ['a seed', (json) => readSeed(port, json)],
  ['a request of thtp', (json) => readThtpRequest(json)],
  ['an answer of thtp', (json) => readThtpResponse(json)],
];

describe('readers', () => {
  test.each(READERS)(
    '%s of anything throws nothing and changes nothing',
    (_, read) => {
      fc.assert(
        fc.property(anyJson, fc.uint8Array({ maxLength: 300 }), (json, body) => {
          const before = JSON.stringify(json);
          read(json, body);
          expect(JSON.stringify(json)).toBe(before);
        }),
        { numRuns: runs(200) },
      );
    },
    FUZZ_MS_MAX,
  );

  test(
    'packets, inner packets and addresses of any bytes throw nothing',
    () => {
      fc.assert(
        fc.property(fc.uint8Array({ maxLength: 400 }), fc.string({ maxLength: 60 }), (bytes, text) => {
          decodePacket(bytes);
          decodeInner(bytes);
          parseIp(text);
          new ThtpHeadReader().push(bytes);
          new FrameReader().read(bytes);
        }),
        { numRuns: runs(500) },
      );
    },
    FUZZ_MS_MAX,
  );

  test(
    'of streams keep no more than one frame, or one head, of whatever comes',
    () => {
      fc.assert(
        fc.property(fc.array(fc.uint8Array({ maxLength: 2_000 }), { maxLength: 40 }), (chunks) => {
          const [frames, head] = [new FrameReader(), new ThtpHeadReader()];
          let isOpen = true;
          let read = 0;
          for (const chunk of chunks) {
            if (isOpen) isOpen = frames.read(chunk) !== undefined;
            const pushed = head.push(chunk);
            if (!pushed.ok || pushed.value !== undefined) break;
            read += chunk.length;
            expect(read).toBeLessThanOrEqual(THTP_HEAD_BYTES_MAX + 2);
          }
        }),
        { numRuns: runs(100) },
      );
    },
    FUZZ_MS_MAX,
  );
});

describe.each([
  ['node', port],
  ['portable', createPortableCrypto(new Dice(1).bytes)],
] as const)('cipher sets over %s crypto', (_, crypto) => {
  test.each(createCipherSets(crypto).map((set) => [set.csid, set] as const))(
    '%s opens no bytes that are none, and throws nothing',
    (_csid, set) => {
      const key = new Uint8Array(32).fill(1);
      const keys = {
        encrypt: key.slice(0, set.csid === '1a' ? 16 : 32),
        decrypt: key.slice(0, set.csid === '1a' ? 16 : 32),
      };
      fc.assert(
        fc.property(fc.uint8Array({ maxLength: 700 }), fc.uint8Array({ maxLength: 100 }), (bytes, other) => {
          const sections = set.readSections(bytes);
          if (sections !== undefined) expect(set.openInner(other, sections)).toBeUndefined();
          expect(set.openLine(keys, bytes)).toBeUndefined();
          const side = { key: set.generateLineKey(), id: lineIdOfBytes(new Uint8Array(16)) };
          expect(set.deriveLineKeys(side, other, side.id)).toBeUndefined();
        }),
        { numRuns: runs(30) },
      );
    },
    FUZZ_MS_MAX,
  );
});
