import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ZodType } from 'zod';
import type { ReceivedEvent } from '../log/conversation-log.ts';
import {
  AckHead,
  AskHead,
  EventHead,
  HaveHead,
  InvitedHead,
  LackHead,
  MovedHead,
  PictureHead,
  ProfileHead,
  ReadHead,
  RefusedHead,
} from '../sync/frame-shapes.ts';
import { type Frame, FrameReader } from '../sync/frames.ts';

/** What each frame of `_sync` has in its head. */
export const HEADS: Readonly<Record<string, ZodType>> = {
  invited: InvitedHead,
  moved: MovedHead,
  have: HaveHead,
  event: EventHead,
  ack: AckHead,
  ask: AskHead,
  lack: LackHead,
  read: ReadHead,
  refused: RefusedHead,
  profile: ProfileHead,
  picture: PictureHead,
};

/** Every `_sync` frame of the session recorded by this version, in the order in which they were said. */
export function recordedFrames(version: number): readonly { readonly to: string; readonly frame: Frame }[] {
  const file = join(import.meta.dirname, 'fixtures', `sync-session-${version}.txt`);
  const lines = readFileSync(file, 'utf8').trim().split('\n');
  return lines.flatMap((line) => {
    const [to = '', hex = ''] = line.split(' ');
    const read = new FrameReader().push(new Uint8Array(Buffer.from(hex, 'hex')));
    if (!read.ok) throw new Error('a recorded frame can not be read');
    return read.value.map((frame) => ({ to, frame }));
  });
}

/** What lies in an `event` frame. */
export function receivedOf({ json, body }: Frame): ReceivedEvent {
  const head = EventHead.parse(json);
  const bytesOf = (text: string | undefined, encoding: 'hex' | 'base64url') =>
    text === undefined ? undefined : new Uint8Array(Buffer.from(text, encoding));
  return {
    head: body.slice(0, head.head),
    body: head.gone === true ? undefined : body.slice(head.head),
    own: bytesOf(head.own, 'hex'),
    sig: bytesOf(head.sig, 'base64url'),
  };
}
