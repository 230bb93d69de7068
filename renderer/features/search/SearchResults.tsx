import { type UIEvent, useRef } from 'react';
import { Button } from '../../components/Button.tsx';
import { Spinner } from '../../components/Spinner.tsx';
import type { OptionKeys } from '../../components/use-option-keys.ts';
import { useTranslate } from '../../i18n.tsx';
import { SEARCH_MORE_WITHIN_PX, SEARCH_SHOWN_MAX } from '../../limits.ts';
import { useAppStore } from '../../store/app-store.ts';
import type { SearchAsked } from '../../store/list-slice.ts';
import { MessageHit } from './MessageHit.tsx';
import { NameHit } from './NameHit.tsx';
import { openFound, SEARCH_FIELD_ID } from './open-search.ts';
import styles from './SearchResults.module.css';
import type { SearchFound } from './use-search.ts';

interface SearchResultsProps {
  readonly asked: SearchAsked;
  readonly found: SearchFound;
  readonly isBusy: boolean;
  readonly keys: OptionKeys;
  readonly onMore: () => void;
  readonly onAgain: () => void;
}

/** What was found: people and groups, then messages, the newest first. */
export function SearchResults({ asked, found, isBusy, keys, onMore, onAgain }: SearchResultsProps) {
  const t = useTranslate();
  const scroller = useRef<HTMLDivElement>(null);
  const { names, messages, next } = found;
  const count = names.length + messages.length;
  const onScroll = ({ currentTarget: { scrollHeight, scrollTop, clientHeight } }: UIEvent) => {
    if (scrollHeight - scrollTop - clientHeight < SEARCH_MORE_WITHIN_PX) onMore();
  };
  return (
    <div ref={scroller} className={styles.scroller} onScroll={onScroll} aria-busy={isBusy}>
      <p className={styles.state} role="status">
        <State asked={asked} found={found} isBusy={isBusy} />
      </p>
      {!isBusy && found.state === 'done' && count === 0 && <NothingFound asked={asked} />}
      {found.state === 'failed' && (
        <p className={styles.state}>
          <Button look="quiet" onClick={onAgain}>
            {t('chat.tryAgain')}
          </Button>
        </p>
      )}
      <div id={keys.listId} role="listbox" aria-label={t('search.results')} className={styles.list}>
        {names.map((hit, index) => (
          <NameHit
            key={hit.conversationId}
            hit={hit}
            id={keys.optionId(index)}
            isActive={keys.active === index}
            onOpen={() => openFound(found, index)}
          />
        ))}
        {messages.map((hit, at) => (
          <MessageHit
            key={hit.message.id}
            hit={hit}
            isWithin={asked.within !== null}
            id={keys.optionId(names.length + at)}
            isActive={keys.active === names.length + at}
            onOpen={() => openFound(found, names.length + at)}
          />
        ))}
      </div>
      {count > 0 && next !== undefined && (
        <p className={styles.more}>
          {messages.length >= SEARCH_SHOWN_MAX ? t('search.tooMany', { count: messages.length }) : <Spinner />}
        </p>
      )}
    </div>
  );
}

/** What else could be tried: elsewhere, if it was looked for in a part only; else another word. */
function NothingFound({ asked }: Pick<SearchResultsProps, 'asked'>) {
  const t = useTranslate();
  const setSearch = useAppStore((state) => state.setSearch);
  if (asked.within === null && asked.kind === 'all') return <p className={styles.state}>{t('search.noneHint')}</p>;
  const askEverywhere = () => {
    setSearch({ text: asked.text, kind: 'all', within: null });
    document.getElementById(SEARCH_FIELD_ID)?.focus();
  };
  return (
    <p className={styles.state}>
      <Button onClick={askEverywhere}>{t('search.everywhere')}</Button>
    </p>
  );
}

/** In words where nothing is to be seen; the number for the ear where there is. */
function State({ asked, found, isBusy }: Pick<SearchResultsProps, 'asked' | 'found' | 'isBusy'>) {
  const t = useTranslate();
  const count = found.names.length + found.messages.length;
  if (asked.text.trim() === '') return t('search.hint');
  if (isBusy && count === 0) return t('search.looking');
  if (found.state === 'failed') return t('search.failed');
  if (count === 0) return t('search.none', { text: asked.text.trim() });
  return <span className="spoken">{t('search.found', { count })}</span>;
}
