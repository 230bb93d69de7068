import type { Channel, Endpoint, Hashname, JsonObject } from '../../../switch/index.ts';
import { type DeviceProof, isProven } from '../identity/device-proof.ts';
import { readName } from '../identity/profile.ts';
import { HELLO_CAPS_MAX, HELLO_TIMEOUT_MS, REASON_CHARS_MAX } from '../limits.ts';
import { CHANNEL_OPENING, FrameChannel } from './frame-channel.ts';
import { HelloHead } from './frame-shapes.ts';
import type { Frame } from './frames.ts';
import { decodeProof, encodeProof } from './proof-json.ts';

export const HELLO_CHANNEL = '_hello';
const HELLO_VERSION = 1;

/** What this person says of themselves. */
export interface OwnHello {
  readonly app: string;
  readonly caps: readonly string[];
  readonly person: string;
  /** None from the person's first device. */
  readonly proof: DeviceProof | undefined;
  readonly name: string;
}

/** A hello or welcome that was read and found in order; the line proves that it is the device's own. */
export interface TheirHello {
  readonly device: Hashname;
  readonly person: string;
  /** Checked; undefined from the person's first device. */
  readonly proof: DeviceProof | undefined;
  readonly name: string;
  readonly caps: readonly string[];
  /** 32 hex digits. */
  readonly invite: string | undefined;
}

/** Why a hello is turned away, in the wire's words (WIRE.md "_hello"). */
export type HelloRefusal =
  | 'invite unknown'
  | 'invite used'
  | 'invite expired'
  | 'not a contact'
  /** A later device of a contact, whom the person here has not confirmed yet. */
  | 'new device'
  | 'too often';

export type HelloOutcome =
  | { readonly name: 'welcome'; readonly their: TheirHello }
  /** The other side's word; one of `HelloRefusal` if it is one that we know. */
  | { readonly name: 'refused'; readonly why: string }
  /** No answer, a broken one, or the line was lost: to be tried again. */
  | { readonly name: 'unanswered' };

export interface HelloHost {
  after(ms: number, callback: () => void): () => void;
  log(line: string): void;
}

/** Says hello and calls `onOutcome` once. */
export function sayHello(
  endpoint: Endpoint,
  to: Hashname,
  own: OwnHello,
  invite: string | undefined,
  host: HelloHost,
  onOutcome: (outcome: HelloOutcome) => void,
): void {
  let isTold = false;
  const tell = (outcome: HelloOutcome) => {
    if (!isTold) onOutcome(outcome);
    isTold = true;
  };
  const channel = endpoint.openChannel(to, HELLO_CHANNEL, { json: CHANNEL_OPENING });
  const frames = new FrameChannel(channel, {
    onFrame(frame) {
      if (frame.t !== 'welcome') return;
      const their = readHello(to, frame);
      if (their === undefined) return frames.fail('bad frame');
      frames.end();
      tell({ name: 'welcome', their });
    },
    onClose(close) {
      cancel();
      const isRefused = close.reason === 'err' && close.byPeer;
      tell(isRefused ? { name: 'refused', why: close.message.slice(0, REASON_CHARS_MAX) } : { name: 'unanswered' });
    },
    onBug: (error) => host.log(`hello: ${String(error)}`),
  });
  const cancel = host.after(HELLO_TIMEOUT_MS, () => frames.fail('no answer'));
  frames.send({ t: 'hello', v: HELLO_VERSION, ...helloJson(own), ...(invite === undefined ? {} : { invite }) });
}

/** Reads the hello that comes over an incoming channel and answers it: with a welcome, or with why not. */
export function answerHello(
  channel: Channel,
  host: HelloHost,
  decide: (their: TheirHello) => Promise<OwnHello | HelloRefusal>,
  onClose: () => void,
): void {
  let isAnswered = false;
  const frames = new FrameChannel(channel, {
    async onFrame(frame) {
      if (frame.t !== 'hello' || isAnswered) return;
      isAnswered = true;
      const their = readHello(channel.peer, frame);
      if (their === undefined) return frames.fail('bad frame');
      const answer = await decide(their);
      if (typeof answer === 'string') return frames.fail(answer);
      frames.send({ t: 'welcome', v: HELLO_VERSION, ...helloJson(answer) });
      frames.end();
    },
    onClose() {
      cancel();
      onClose();
    },
    onBug: (error) => host.log(`hello: ${String(error)}`),
  });
  const cancel = host.after(HELLO_TIMEOUT_MS, () => frames.fail('no hello'));
}

function helloJson({ app, caps, person, proof, name }: OwnHello): JsonObject {
  return { app, caps: [...caps], person, name, ...(proof === undefined ? {} : { proof: encodeProof(proof) }) };
}

/** Undefined for what can't be one: another shape, a name no person may have, a person that the device is not proven to be of. */
function readHello(device: Hashname, frame: Frame): TheirHello | undefined {
  const head = HelloHead.safeParse(frame.json);
  if (!head.success || head.data.v !== HELLO_VERSION) return undefined;
  const name = readName(head.data.name);
  const { person } = head.data;
  const proof = person === device || head.data.proof === undefined ? undefined : decodeProof(head.data.proof);
  if (!name.ok) return undefined;
  if (person !== device && (proof === undefined || !isProven({ person, device }, proof))) return undefined;
  const caps = head.data.caps.slice(0, HELLO_CAPS_MAX);
  return { device, person, proof, name: name.value, caps, invite: head.data.invite };
}
