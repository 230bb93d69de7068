import { useCallback, useEffect, useRef, useState } from 'react';
import type { Input, SearchView } from '../../../electron/bridge/contract.ts';
import { bridge } from '../../bridge.ts';
import { SEARCH_CHARS_MAX, SEARCH_HITS, SEARCH_REST_MS, SEARCH_SHOWN_MAX } from '../../limits.ts';
import type { SearchAsked, SearchKind } from '../../store/list-slice.ts';

export interface SearchFound extends Pick<SearchView, 'names' | 'messages'> {
  /** What was asked to find this. */
  readonly asked: SearchAsked | null;
  readonly next: number | undefined;
  readonly state: 'idle' | 'done' | 'failed';
}

const NOTHING: SearchFound = { asked: null, names: [], messages: [], next: undefined, state: 'idle' };

const KINDS = {
  all: undefined,
  people: undefined,
  text: ['text'],
  photos: ['album'],
  files: ['file', 'voice'],
} as const satisfies Record<SearchKind, Input<'search'>['kinds']>;

/**
 * Asks a moment after the last key, and takes only the answer to what was asked last. `isBusy`: what is shown answers an
 * earlier question.
 */
export function useSearch(asked: SearchAsked | null) {
  const [found, setFound] = useState<SearchFound>(NOTHING);
  const latest = useRef<SearchAsked | null>(null);
  const isEmpty = asked === null || asked.text.trim() === '';

  useEffect(() => {
    latest.current = asked;
    if (asked === null || asked.text.trim() === '') {
      setFound(NOTHING);
      return;
    }
    const timer = setTimeout(() => {
      void ask(asked).then((answer) => latest.current === asked && setFound(answer));
    }, SEARCH_REST_MS);
    return () => clearTimeout(timer);
  }, [asked]);

  const isAskingOn = useRef(false);
  const askOn = useCallback(() => {
    if (found.asked === null || found.next === undefined || isAskingOn.current) return;
    if (found.messages.length >= SEARCH_SHOWN_MAX) return;
    isAskingOn.current = true;
    void ask(found.asked, found.next).then((more) => {
      isAskingOn.current = false;
      if (latest.current !== found.asked || more.state === 'failed') return;
      setFound({ ...more, names: found.names, messages: [...found.messages, ...more.messages] });
    });
  }, [found]);

  const again = useCallback(() => {
    const question = latest.current;
    if (question !== null) void ask(question).then((answer) => latest.current === question && setFound(answer));
  }, []);
  return { found, isBusy: !isEmpty && found.asked !== asked, askOn, again };
}

async function ask(asked: SearchAsked, before?: number): Promise<SearchFound> {
  const kinds = KINDS[asked.kind];
  const answer = await bridge.search({
    text: asked.text.trim().slice(0, SEARCH_CHARS_MAX),
    limit: SEARCH_HITS,
    ...(asked.within !== null && { conversationId: asked.within }),
    ...(kinds !== undefined && { kinds: [...kinds] }),
    ...(before !== undefined && { before }),
  });
  if (!answer.ok) return { ...NOTHING, asked, state: 'failed' };
  const { names, messages, next } = answer.value;
  const isPeople = asked.kind === 'people';
  return {
    asked,
    state: 'done',
    names: asked.within === null && (isPeople || asked.kind === 'all') ? names : [],
    messages: isPeople ? [] : messages,
    next: isPeople ? undefined : next,
  };
}
