import { fail, ok, type Result } from '../../../switch/index.ts';
import type { EventRow } from '../../storage/index.ts';
import type { SearchApi, SearchRequest } from '../api/search-api.ts';
import type { Chat } from '../conversations/chat.ts';
import { EFFECT_KINDS } from '../conversations/effects.ts';
import type { Core } from '../core.ts';
import { SEARCH_HITS_MAX, SEARCH_NAMES_MAX, SEARCH_PHRASES_MAX, SEARCH_TEXT_CHARS_MAX } from '../limits.ts';
import type { MessageView } from '../views/message-views.ts';
import type { MessageHitView, NameHitView, SearchView } from '../views/search-views.ts';
import { emojiWords, fold } from './fold.ts';
import { snippetOf } from './snippet.ts';

export interface SearchParts {
  readonly core: () => Core | undefined;
  readonly chatOf: (conv: string) => Chat | undefined;
  readonly chats: () => readonly Chat[];
}

/** Searches people, groups and everything that was said (product.md "Search"). */
export class Search implements SearchApi {
  constructor(private readonly parts: SearchParts) {}

  async find(request: SearchRequest): Promise<Result<SearchView, 'unknown-conversation'>> {
    const { conversationId, kinds = [], before, limit } = request;
    if (conversationId !== undefined && this.parts.chatOf(conversationId) === undefined)
      return fail('unknown-conversation');
    const core = this.parts.core();
    const phrases = phrasesOf(request.text);
    if (core === undefined || phrases.length === 0) return ok({ names: [], messages: [], next: undefined });
    const count = Math.min(limit, SEARCH_HITS_MAX);
    const found = await core.store.search.find({
      phrases: phrases.map(({ word }) => word),
      conv: conversationId,
      kinds,
      before,
      limit: count,
    });
    const names = before === undefined && conversationId === undefined ? this.names(phrases) : [];
    return ok({
      names,
      messages: await this.messages(
        core,
        found.map(({ row }) => row),
        phrases.map(({ text }) => text),
      ),
      next: found.length < count ? undefined : found.at(-1)?.place,
    });
  }

  /** People before groups, those whose name begins so before the others. */
  private names(phrases: readonly Phrase[]): readonly NameHitView[] {
    const hits = this.parts.chats().flatMap((chat) => {
      const { name, members } = chat.names();
      const title = rankOf(name, phrases);
      const member = title === undefined ? members?.find((one) => rankOf(one, phrases) !== undefined) : undefined;
      const rank = title ?? (member === undefined ? undefined : MEMBER_RANK);
      if (rank === undefined) return [];
      const hit = { conversationId: chat.conversation.conv, isGroup: members !== undefined, name, member };
      return [{ rank, hit }];
    });
    const order = (one: (typeof hits)[number]) => (one.hit.isGroup ? MEMBER_RANK : 0) + one.rank;
    return hits
      .sort((a, b) => order(a) - order(b) || a.hit.name.localeCompare(b.hit.name))
      .slice(0, SEARCH_NAMES_MAX)
      .map(({ hit }) => hit);
  }

  /** What changed them is read for all at once: hits lie in as many conversations as there are, and each would ask for itself. */
  private async messages(
    core: Core,
    rows: readonly EventRow[],
    phrases: readonly string[],
  ): Promise<readonly MessageHitView[]> {
    const { events } = core.store;
    const ids = rows.map(({ id }) => id);
    const [about, forked] = await Promise.all([events.about(ids, EFFECT_KINDS), events.forked(ids)]);
    const read = [...new Set(rows.map(({ conv }) => conv))].map((conv) => {
      const ofConv = rows.filter((row) => row.conv === conv);
      return this.parts.chatOf(conv)?.conversation.shown.views(ofConv, { about, forked }) ?? [];
    });
    const views = new Map((await Promise.all(read)).flat().map((message) => [message.id, message]));
    return rows.flatMap((row) => {
      const message = views.get(row.id);
      return message === undefined ? [] : [{ message, snippet: snippetOf(textIn(message, phrases), phrases) }];
    });
  }
}

interface Phrase {
  /** As the index knows it. */
  readonly word: string;
  /** As it stands in a folded text. */
  readonly text: string;
}

const MEMBER_RANK = 4;

/** What was typed, cut at its spaces. */
function phrasesOf(typed: string): readonly Phrase[] {
  const text = typed.slice(0, SEARCH_TEXT_CHARS_MAX);
  const words = fold(text)
    .text.split(/\s+/)
    .filter((word) => /[\p{L}\p{N}\p{M}]/u.test(word));
  const plain = words.map((word) => ({ word, text: word }));
  const emoji = emojiWords(text).map((word) => ({ word, text: signOf(word) }));
  return [...plain, ...emoji].slice(0, SEARCH_PHRASES_MAX);
}

function signOf(word: string): string {
  const points = word.slice('emoji'.length).split('x');
  return String.fromCodePoint(...points.map((point) => Number.parseInt(point, 16)));
}

/** 0: it begins so. 1: a word of it does. 2: it stands somewhere in it. */
function rankOf(name: string, phrases: readonly Phrase[]): number | undefined {
  const folded = fold(name).text;
  const ranks = phrases.map(({ text }) => {
    const place = folded.indexOf(text);
    if (place < 0) return undefined;
    if (place === 0) return 0;
    return folded.includes(` ${text}`) ? 1 : 2;
  });
  return ranks.includes(undefined) ? undefined : Math.max(...ranks.map((rank) => rank ?? 0));
}

/** The text of a message in which it was found: of an album, the caption. */
function textIn({ content }: MessageView, phrases: readonly string[]): string {
  switch (content.kind) {
    case 'text':
      return content.text;
    case 'album': {
      const captions = content.photos.flatMap(({ caption }) => caption ?? []);
      return (
        captions.find((caption) => phrases.some((phrase) => fold(caption).text.includes(phrase))) ?? captions[0] ?? ''
      );
    }
    case 'file':
      return content.file.name;
    default:
      return '';
  }
}
