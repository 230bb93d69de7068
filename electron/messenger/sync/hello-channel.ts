import type { Channel, Endpoint, Hashname, JsonObject } from '../../../switch/index.ts';
import { cleanRequestText } from '../contacts/request-text.ts';
import { describeError } from '../describe-error.ts';
import { type DeviceProof, isProven } from '../identity/device-proof.ts';
import { readName } from '../identity/profile.ts';
import { HELLO_CAPS_MAX, HELLO_FRAME_BYTES_MAX, HELLO_TIMEOUT_MS, REASON_CHARS_MAX } from '../limits.ts';
import { CHANNEL_OPENING, FrameChannel } from './frame-channel.ts';
import { HelloHead, HereHead } from './frame-shapes.ts';
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
  /** What somebody who asks to be a contact says; empty for nothing. */
  readonly text: string;
}

/** With what somebody who is no contact yet comes: an invite's secret, or a few words. */
export interface Introduction {
  readonly invite?: string | undefined;
  readonly text?: string | undefined;
}

/** Somebody near, who has only been asked who they are. */
export interface HereOutcome {
  readonly name: string;
}

/** Why a hello is turned away, in the wire's words (WIRE.md "_hello"). */
export type HelloRefusal =
  | 'invite unknown'
  | 'invite used'
  | 'invite expired'
  /** It is a request now, for the person there to answer. */
  | 'asked'
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
  { invite, text }: Introduction,
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
    onBug: (error) => host.log(`hello: ${describeError(error)}`),
    frameBytesMax: HELLO_FRAME_BYTES_MAX,
  });
  const cancel = host.after(HELLO_TIMEOUT_MS, () => frames.fail('no answer'));
  const withInvite = invite === undefined ? {} : { invite };
  frames.send({ t: 'hello', v: HELLO_VERSION, ...helloJson(own), ...withInvite, ...(text ? { text } : {}) });
}

/** Asks a neighbour who they are, without saying who asks. Undefined: no Hashline, or they don't want to be seen. */
export function askWho(endpoint: Endpoint, to: Hashname, host: HelloHost): Promise<HereOutcome | undefined> {
  return new Promise((resolve) => {
    const channel = endpoint.openChannel(to, HELLO_CHANNEL, { json: CHANNEL_OPENING });
    const frames = new FrameChannel(channel, {
      onFrame(frame) {
        const head = frame.t === 'here' ? HereHead.safeParse(frame.json) : undefined;
        const name = head?.success === true && head.data.v === HELLO_VERSION ? readName(head.data.name) : undefined;
        frames.end();
        resolve(name?.ok === true ? { name: name.value } : undefined);
      },
      onClose() {
        cancel();
        resolve(undefined);
      },
      onBug: (error) => host.log(`who: ${describeError(error)}`),
      frameBytesMax: HELLO_FRAME_BYTES_MAX,
    });
    const cancel = host.after(HELLO_TIMEOUT_MS, () => frames.fail('no answer'));
    frames.send({ t: 'who', v: HELLO_VERSION });
  });
}

/** Reads the hello that comes over an incoming channel and answers it: with a welcome, or with why not. */
export function answerHello(
  channel: Channel,
  host: HelloHost,
  decide: (their: TheirHello) => Promise<OwnHello | HelloRefusal>,
  /** What a neighbour may know who asks; undefined for nothing. */
  here: (device: Hashname) => Pick<OwnHello, 'app' | 'caps' | 'name'> | undefined,
  onClose: () => void,
): void {
  let isAnswered = false;
  const frames = new FrameChannel(channel, {
    async onFrame(frame) {
      if ((frame.t !== 'hello' && frame.t !== 'who') || isAnswered) return;
      isAnswered = true;
      if (frame.t === 'who') {
        const said = here(channel.peer);
        if (said === undefined) return frames.fail('not a contact');
        frames.send({ t: 'here', v: HELLO_VERSION, ...said });
        return frames.end();
      }
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
    onBug: (error) => host.log(`hello: ${describeError(error)}`),
    frameBytesMax: HELLO_FRAME_BYTES_MAX,
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
  const text = cleanRequestText(head.data.text ?? '');
  return { device, person, proof, name: name.value, caps, invite: head.data.invite, text };
}
