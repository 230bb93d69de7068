import type { MessageView, PhotoView } from '../../../electron/bridge/contract.ts';
import { comparePlaces } from '../../store/message-order.ts';

/** One photo of a conversation, with the message it came in. */
export interface GalleryPhoto {
  readonly message: MessageView;
  readonly photo: PhotoView;
}

export interface GalleryMonth {
  /** "2026-11". */
  readonly month: string;
  /** Any time of it. */
  readonly atMs: number;
  readonly messages: readonly MessageView[];
}

/** By the month of this machine's calendar, in the order given. */
export function byMonth(messages: readonly MessageView[]): readonly GalleryMonth[] {
  const months = new Map<string, MessageView[]>();
  for (const message of messages) {
    const date = new Date(message.atMs);
    const month = `${date.getFullYear()}-${String(date.getMonth() + 1).padStart(2, '0')}`;
    months.set(month, [...(months.get(month) ?? []), message]);
  }
  return [...months].map(([month, ofMonth]) => ({ month, atMs: ofMonth[0]?.atMs ?? 0, messages: ofMonth }));
}

export const photosOf = (messages: readonly MessageView[]): readonly GalleryPhoto[] =>
  messages.flatMap((message) =>
    message.content.kind === 'album' ? message.content.photos.map((photo) => ({ message, photo })) : [],
  );

/** Keys of everything in these messages that can be saved. */
export function keysOf(messages: readonly MessageView[]): readonly string[] {
  return messages.flatMap(({ content }) => {
    if (content.kind === 'album') return content.photos.map(({ key }) => key);
    if (content.kind === 'file') return [content.file.key];
    return content.kind === 'voice' ? [content.voice.key] : [];
  });
}

/** Whose it is: a device, or `me`. */
export const personOf = ({ isMine, author }: MessageView): string => (isMine ? 'me' : (author?.device ?? 'them'));

/** Newest first; what was told since replaces what was held, and what is gone leaves. */
export function mergeNews(
  held: readonly MessageView[],
  news: readonly MessageView[],
  kind: MessageView['content']['kind'],
): readonly MessageView[] {
  const byId = new Map(held.map((message) => [message.id, message]));
  const oldest = held.at(-1);
  for (const message of news) {
    if (message.content.kind !== kind) byId.delete(message.id);
    else if (byId.has(message.id) || oldest === undefined || comparePlaces(message, oldest) > 0) {
      byId.set(message.id, message); // older than what was loaded: it comes with its page
    }
  }
  return [...byId.values()].sort((one, other) => comparePlaces(other, one));
}
