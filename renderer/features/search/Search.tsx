import { Search as Glass, X } from 'lucide-react';
import { type KeyboardEvent, useRef } from 'react';
import { IconButton } from '../../components/IconButton.tsx';
import { useOptionKeys } from '../../components/use-option-keys.ts';
import { type MessageKey, useTranslate } from '../../i18n.tsx';
import { SEARCH_CHARS_MAX } from '../../limits.ts';
import { useAppStore } from '../../store/app-store.ts';
import type { SearchKind } from '../../store/list-slice.ts';
import { closeSearch, openFound, SEARCH_FIELD_ID } from './open-search.ts';
import styles from './Search.module.css';
import { SearchResults } from './SearchResults.tsx';
import { useSearch } from './use-search.ts';

const KIND_KEYS = {
  all: 'search.all',
  people: 'search.people',
  text: 'search.text',
  photos: 'search.photos',
  files: 'search.files',
} as const satisfies Record<SearchKind, MessageKey>;
const KINDS = Object.keys(KIND_KEYS) as readonly SearchKind[]; // the table has exactly these keys

/** The field above the list, and what it finds in place of the list. */
export function Search() {
  const t = useTranslate();
  const asked = useAppStore((state) => state.search);
  const setSearch = useAppStore((state) => state.setSearch);
  const withinName = useAppStore(({ conversationsById, search }) =>
    search?.within == null ? undefined : conversationsById[search.within]?.name,
  );
  const field = useRef<HTMLInputElement>(null);
  const { found, isBusy, askOn, again } = useSearch(asked);
  const count = found.names.length + found.messages.length;
  const keys = useOptionKeys(count, JSON.stringify(found.asked), (index) => openFound(found, index));
  const ask = asked ?? { text: '', kind: 'all', within: null };
  const kinds = ask.within === null ? KINDS : KINDS.filter((kind) => kind !== 'people');

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Escape') {
      event.preventDefault();
      closeSearch();
    } else if (event.key === 'Backspace' && ask.text === '' && ask.within !== null) closeSearch();
    else keys.onKeyDown(event);
  };

  return (
    <search className={styles.search} data-open={asked !== null}>
      <div className={styles.field}>
        <Glass aria-hidden="true" />
        {withinName !== undefined && (
          <span className={styles.within}>
            <bdi>{t('search.within', { name: withinName })}</bdi>
          </span>
        )}
        <input
          ref={field}
          id={SEARCH_FIELD_ID}
          type="text"
          autoComplete="off"
          spellCheck={false}
          maxLength={SEARCH_CHARS_MAX}
          aria-label={t(withinName === undefined ? 'search.label' : 'search.labelWithin', { name: withinName ?? '' })}
          placeholder={t('search.label')}
          value={ask.text}
          {...keys.fieldProps}
          onChange={({ target }) =>
            setSearch(target.value === '' && ask.within === null ? null : { ...ask, text: target.value })
          }
          onKeyDown={onKeyDown}
        />
        {asked !== null && (
          <IconButton look="small" label={t('search.close')} onClick={closeSearch}>
            <X />
          </IconButton>
        )}
      </div>
      {asked !== null && (
        <fieldset className={styles.kinds} aria-label={t('search.kinds')}>
          {kinds.map((kind) => (
            <button
              key={kind}
              type="button"
              className={styles.kind}
              aria-pressed={kind === ask.kind}
              onClick={() => {
                setSearch({ ...ask, kind });
                field.current?.focus();
              }}
            >
              {t(KIND_KEYS[kind])}
            </button>
          ))}
        </fieldset>
      )}
      {asked !== null && (
        <SearchResults asked={ask} found={found} isBusy={isBusy} keys={keys} onMore={askOn} onAgain={again} />
      )}
    </search>
  );
}
