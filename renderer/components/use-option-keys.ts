import { type KeyboardEvent, useEffect, useId, useState } from 'react';

export interface OptionKeys {
  /** Index of the one that Enter takes; -1 without any. */
  readonly active: number;
  readonly setActive: (index: number) => void;
  readonly onKeyDown: (event: KeyboardEvent) => void;
  readonly optionId: (index: number) => string;
  /** For the field: which list it fills and which of it is meant. */
  readonly fieldProps: {
    readonly role: 'combobox';
    readonly 'aria-expanded': boolean;
    readonly 'aria-controls': string;
    readonly 'aria-autocomplete': 'list';
    readonly 'aria-activedescendant': string | undefined;
  };
  readonly listId: string;
}

/** A field above a list of what it found (ARIA "combobox" with a listbox): the focus stays in the field. */
export function useOptionKeys(count: number, about: string, onChoose: (index: number) => void): OptionKeys {
  const listId = useId();
  const [chosen, setChosen] = useState({ about, index: 0 });
  const index = chosen.about === about ? chosen.index : 0; // another question begins at its first answer
  const active = count === 0 ? -1 : Math.min(index, count - 1);
  const optionId = (at: number) => `${listId}-${at}`;
  const setActive = (at: number) => setChosen({ about, index: at });

  useEffect(() => {
    if (active >= 0) document.getElementById(`${listId}-${active}`)?.scrollIntoView({ block: 'nearest' });
  }, [active, listId]);

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing || count === 0) return;
    const next = stepOf(event.key, active, count);
    if (next !== undefined) setActive(next);
    else if (event.key === 'Enter') onChoose(active);
    else return;
    event.preventDefault();
  };
  return {
    active,
    setActive,
    onKeyDown,
    optionId,
    listId,
    fieldProps: {
      role: 'combobox',
      'aria-expanded': count > 0,
      'aria-controls': listId,
      'aria-autocomplete': 'list',
      'aria-activedescendant': active < 0 ? undefined : optionId(active),
    },
  };
}

const PAGE = 8; // rows of a list that are seen at once

function stepOf(key: string, active: number, count: number): number | undefined {
  if (key === 'ArrowDown') return (active + 1) % count;
  if (key === 'ArrowUp') return (active - 1 + count) % count;
  if (key === 'PageDown') return Math.min(active + PAGE, count - 1);
  if (key === 'PageUp') return Math.max(active - PAGE, 0);
  return undefined;
}
