import type { ConversationView, MessageView } from '../../messenger/index.ts';
import { NOTIFICATION_TEXT_CHARS_MAX } from '../limits.ts';
import type { Words } from '../words.ts';

export type NotificationLevel = 'name-and-text' | 'name' | 'nothing';

/** What of a conversation is news. */
export type NewsOf = Pick<ConversationView, 'name' | 'unreadCount' | 'newest' | 'group'>;

export interface NotificationWords {
  readonly title: string;
  readonly body: string;
}

/** What is said of the news in a conversation to whoever sees the screen. */
export function newsWords(view: NewsOf, level: NotificationLevel, words: Words): NotificationWords {
  if (level === 'nothing') return { title: words('app.name'), body: words('notify.hidden') };
  const name = harmless(view.name);
  const count = view.unreadCount;
  const title = count > 1 ? words('notify.nameCount', { name, count }) : name;
  if (view.group?.state === 'invited') {
    const by = view.group.invitedBy;
    const body = by === undefined ? words('notify.invitedBySomeone') : words('notify.invited', { name: harmless(by) });
    return { title: name, body };
  }
  const said = level === 'name-and-text' ? saidIn(view.newest, words) : undefined;
  return said === undefined ? { title: name, body: words('notify.news', { count }) } : { title, body: said };
}

/** Undefined where the newest message is not the news (it sorts before ours, or says nothing by itself). */
function saidIn(message: MessageView | undefined, words: Words): string | undefined {
  if (message === undefined || message.isMine) return undefined;
  const text = contentWords(message.content, words);
  if (text === undefined) return undefined;
  return message.author === undefined ? text : words('notify.said', { name: harmless(message.author.name), text });
}

function contentWords(content: MessageView['content'], words: Words): string | undefined {
  switch (content.kind) {
    case 'text':
      return harmless(unformatted(content.text));
    case 'album': {
      const photos = words('notify.photos', { count: content.photos.length });
      const caption = content.photos.find((photo) => photo.caption !== undefined)?.caption;
      return caption === undefined
        ? photos
        : words('notify.photoWithCaption', { photos, caption: harmless(unformatted(caption)) });
    }
    case 'file':
      return words('notify.file', { name: harmless(content.file.name) });
    case 'voice':
      return words('notify.voice');
    case 'group':
    case 'gone':
    case 'newer-version':
      return undefined;
  }
}

/** An address keeps its signs. */
const ADDRESS = /((?:https?:\/\/|www\.)\S+)/u;
/** As the window reads them (renderer/features/text/parse-text.ts): around words, not in them. */
const FORMATS: readonly RegExp[] = [
  /```\n?([^`]*[^`\s][^`]*?)\n?```/gu,
  /`([^`\n]*[^`\s][^`\n]*)`/gu,
  /(?<![\p{L}\p{N}\p{M}*])\*\*(?=[^\s*])([^\n]*?[^\s*])\*\*(?![\p{L}\p{N}\p{M}*])/gu,
  /(?<![\p{L}\p{N}\p{M}*])\*(?=[^\s*])([^\n]*?[^\s*])\*(?![\p{L}\p{N}\p{M}*])/gu,
  /(?<![\p{L}\p{N}\p{M}_])_(?=[^\s_])([^\n]*?[^\s_])_(?![\p{L}\p{N}\p{M}_])/gu,
];

/** The words of a text without the signs that format it, which no notification draws. Of its beginning: the rest is cut anyway. */
function unformatted(text: string): string {
  const words = text.slice(0, NOTIFICATION_TEXT_CHARS_MAX * 2).split(ADDRESS);
  const plain = words.map((part, at) =>
    at % 2 === 1 ? part : FORMATS.reduce((rest, format) => rest.replace(format, '$1'), part),
  );
  return plain.join('');
}

/** Characters that turn what stands around them, or draw nothing and hide what is there. */
const DIRECTIONS_AND_CONTROLS = /[\p{Cc}\u202a-\u202e\u2066-\u2069\ufeff]+/gu;

/**
 * Another person's text for a place that others draw: on one line, short, and without markup, since notification servers on Linux
 * read `<b>`, `<a>` and `<img>`. Without "<" there is none; it stays readable with a sign that looks alike.
 */
export function harmless(text: string): string {
  const line = text
    .slice(0, NOTIFICATION_TEXT_CHARS_MAX * 2)
    .replace(DIRECTIONS_AND_CONTROLS, ' ')
    .replace(/\s+/gu, ' ')
    .replace(/</g, '‹')
    .trim();
  const letters = [...line];
  return letters.length <= NOTIFICATION_TEXT_CHARS_MAX
    ? line
    : `${letters.slice(0, NOTIFICATION_TEXT_CHARS_MAX - 1).join('')}…`;
}
