import type { MessageView } from './message-views.ts';

export interface SnippetPart {
  readonly text: string;
  readonly isHit: boolean;
}

/** A message that was found, and the words around what was found in it. */
export interface MessageHitView {
  readonly message: MessageView;
  readonly snippet: readonly SnippetPart[];
}

/** A person or a group that was found by name; `member`: a group, by the name of somebody in it. */
export interface NameHitView {
  readonly conversationId: string;
  readonly isGroup: boolean;
  readonly name: string;
  readonly member: string | undefined;
}

/** People, then groups, then messages with the newest first. `next`: ask on with it; undefined at the end. */
export interface SearchView {
  readonly names: readonly NameHitView[];
  readonly messages: readonly MessageHitView[];
  readonly next: number | undefined;
}
