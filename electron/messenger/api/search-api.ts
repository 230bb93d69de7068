import type { Result } from '../../../switch/index.ts';
import type { SearchView } from '../views/search-views.ts';

export interface SearchRequest {
  /** As typed: all words must be there, each as the beginning of one; in scripts without spaces anywhere. */
  readonly text: string;
  readonly conversationId?: string | undefined;
  /** Kinds of events: `text`, `album` (captions), `file` (names); none: all. */
  readonly kinds?: readonly string[] | undefined;
  /** `next` of the page before. */
  readonly before?: number | undefined;
  readonly limit: number;
}

/** Full-text search: newest texts, captions, file names, names of people and groups. Nothing of what was deleted. */
export interface SearchApi {
  find(request: SearchRequest): Promise<Result<SearchView, 'unknown-conversation'>>;
}
