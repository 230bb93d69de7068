import { dateName, endingOf, type MessageView, type Messenger, type OpenFile } from '../../messenger/index.ts';

/** The part of the messenger that gives content away. */
export type ContentSource = Pick<Messenger, 'files' | 'pages'>;

/** Something that was sent or received: what it is called outside, when it is from, and its bytes. */
export interface Content {
  readonly name: string;
  /** When a photo was taken; else when it was sent. */
  readonly atMs: number;
  readonly isProgram: boolean;
  readonly isHere: boolean;
  readonly open: () => Promise<OpenFile | undefined>;
}

/** Length of an event's id at the front of a key. */
const ID_CHARS = 64;

export async function findContent(
  source: ContentSource,
  conversationId: string,
  key: string,
): Promise<Content | undefined> {
  const messageId = key.slice(0, ID_CHARS);
  const page = await source.pages.around(conversationId, messageId, 1);
  const message = page.ok ? page.value.messages.find(({ id }) => id === messageId) : undefined;
  return message === undefined
    ? undefined
    : (await contentsOf(source, message)).find((content) => content.key === key)?.content;
}

/** All of a message, in its order. */
export async function contentsOf(
  { files }: ContentSource,
  { content, atMs }: MessageView,
): Promise<readonly { readonly key: string; readonly content: Content }[]> {
  const one = async (key: string, whenMs: number, isHere: boolean, name?: string, isProgram = false) => {
    const open = () => files.open(`file/${key}`);
    const type = name === undefined && isHere ? (await open())?.type : undefined;
    const found = {
      name: name ?? `${dateName(whenMs)}.${endingOf(type ?? '')}`,
      atMs: whenMs,
      isProgram,
      isHere,
      open,
    };
    return { key, content: found };
  };
  switch (content.kind) {
    case 'album':
      return Promise.all(
        content.photos.map(({ key, takenAt, isWhole }) => one(key, takenAtMs(takenAt) ?? atMs, isWhole)),
      );
    case 'file': {
      const { key, name, isProgram, transfer } = content.file;
      return [await one(key, atMs, transfer.state === 'here', name, isProgram)];
    }
    case 'voice':
      return [await one(content.voice.key, atMs, content.voice.transfer.state === 'here')];
    default:
      return [];
  }
}

/** "2026-11-03T14:22:05", in the time of the place where it was taken. */
function takenAtMs(takenAt: string | undefined): number | undefined {
  const atMs = takenAt === undefined ? Number.NaN : Date.parse(takenAt);
  return Number.isNaN(atMs) ? undefined : atMs;
}
