import { Cat, Clock, Flag, Hash, Lightbulb, Pizza, Plane, Smile, Trophy, UserRound } from 'lucide-react';
import { type KeyboardEvent, type ReactNode, useRef, useState } from 'react';
import { Spinner } from '../../components/Spinner.tsx';
import { type MessageKey, useTranslate } from '../../i18n.tsx';
import { EMOJI_CHARS_MAX, EMOJI_COLUMNS, EMOJI_FOUND_MAX } from '../../limits.ts';
import styles from './EmojiPicker.module.css';
import { EMOJI_GROUPS, type EmojiGroup, type EmojiItem, findEmoji } from './emoji-data.ts';
import { gridMove } from './grid-move.ts';
import { noteEmoji, recentEmoji } from './recent-emoji.ts';
import { useEmoji } from './use-emoji.ts';

type Tab = 'recent' | EmojiGroup;

const TABS: Readonly<Record<Tab, { readonly labelKey: MessageKey; readonly icon: ReactNode }>> = {
  recent: { labelKey: 'emoji.recent', icon: <Clock /> },
  smileys: { labelKey: 'emoji.smileys', icon: <Smile /> },
  people: { labelKey: 'emoji.people', icon: <UserRound /> },
  animals: { labelKey: 'emoji.animals', icon: <Cat /> },
  food: { labelKey: 'emoji.food', icon: <Pizza /> },
  travel: { labelKey: 'emoji.travel', icon: <Plane /> },
  activities: { labelKey: 'emoji.activities', icon: <Trophy /> },
  objects: { labelKey: 'emoji.objects', icon: <Lightbulb /> },
  symbols: { labelKey: 'emoji.symbols', icon: <Hash /> },
  flags: { labelKey: 'emoji.flags', icon: <Flag /> },
};
const TAB_NAMES: readonly Tab[] = ['recent', ...EMOJI_GROUPS];
/** Rows of the first smileys behind those used last. */
const RECENT_ROWS = 6;
const PICTURE = /\p{Extended_Pictographic}|\p{Regional_Indicator}/u;

/** Every emoji there is: by its group, by a word, or typed. Arrow keys move in the table, Enter takes the first found. */
export function EmojiPicker({ onPick }: { readonly onPick: (emoji: string) => void }) {
  const t = useTranslate();
  const items = useEmoji();
  const [asked, setAsked] = useState('');
  const [tab, setTab] = useState<Tab>('recent');
  const field = useRef<HTMLInputElement>(null);
  const table = useRef<HTMLDivElement>(null);
  const isAsking = asked.trim() !== '';
  const shown = items === undefined ? [] : shownOf(items, isAsking ? asked : '', tab);
  const pick = (emoji: string) => {
    noteEmoji(emoji);
    onPick(emoji);
  };
  const onFieldKey = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return;
    if (event.key === 'ArrowDown') {
      event.preventDefault();
      table.current?.querySelector('button')?.focus();
    }
    if (event.key !== 'Enter') return;
    event.preventDefault();
    const first = isAsking ? (shown[0]?.emoji ?? (PICTURE.test(asked) ? asked.trim() : undefined)) : undefined;
    if (first !== undefined) pick(first);
  };
  const onTableKey = (event: KeyboardEvent) => {
    const buttons = [...(table.current?.querySelectorAll('button') ?? [])];
    const from = buttons.indexOf(document.activeElement as HTMLButtonElement);
    const isRtl = document.documentElement.dir === 'rtl';
    const to = gridMove(from, event.key, { count: buttons.length, columns: EMOJI_COLUMNS, isRtl });
    if (to === undefined) return;
    event.preventDefault();
    if (to === 'out') field.current?.focus();
    else buttons[to]?.focus();
  };
  return (
    <div className={styles.picker}>
      <input
        ref={field}
        className={styles.field}
        aria-label={t('emoji.search')}
        placeholder={t('emoji.search')}
        maxLength={EMOJI_CHARS_MAX}
        value={asked}
        onChange={(event) => setAsked(event.target.value)}
        onKeyDown={onFieldKey}
      />
      <fieldset className={styles.tabs} aria-label={t('emoji.groups')}>
        {TAB_NAMES.map((name) => (
          <button
            key={name}
            type="button"
            className={styles.tab}
            aria-label={t(TABS[name].labelKey)}
            title={t(TABS[name].labelKey)}
            aria-pressed={!isAsking && tab === name}
            onClick={() => {
              setAsked('');
              setTab(name);
              table.current?.scrollTo(0, 0);
            }}
          >
            {TABS[name].icon}
          </button>
        ))}
      </fieldset>
      <div
        ref={table}
        className={styles.table}
        role="toolbar"
        aria-label={t(isAsking ? 'emoji.found' : TABS[tab].labelKey)}
        onKeyDown={onTableKey}
      >
        {shown.map(({ emoji, label }, index) => (
          <button
            key={emoji}
            type="button"
            className={styles.emoji}
            aria-label={label}
            title={label}
            tabIndex={index === 0 ? 0 : -1}
            onClick={() => pick(emoji)}
          >
            {emoji}
          </button>
        ))}
      </div>
      {items === undefined && <Spinner />}
      {items !== undefined && shown.length === 0 && (
        <p className={styles.nothing} role="status">
          {t('emoji.nothing')}
        </p>
      )}
    </div>
  );
}

function shownOf(items: readonly EmojiItem[], asked: string, tab: Tab): readonly Pick<EmojiItem, 'emoji' | 'label'>[] {
  if (asked !== '') return findEmoji(items, asked).slice(0, EMOJI_FOUND_MAX);
  if (tab !== 'recent') return items.filter(({ group }) => group === tab);
  const recent = recentEmoji().map((emoji) => items.find((item) => item.emoji === emoji) ?? { emoji, label: emoji });
  const fill = items.slice(0, EMOJI_COLUMNS * RECENT_ROWS).filter(({ emoji }) => !recentEmoji().includes(emoji));
  return [...recent, ...fill]; // an empty table helps nobody
}
