import { useEffect, useState } from 'react';
import { emojiDrawer } from './can-draw.ts';
import { type EmojiItem, loadEmoji } from './emoji-data.ts';
import { loadRecentEmoji } from './recent-emoji.ts';

/** By language; once loaded they stay, the next time they are there at once. */
const loaded = new Map<string, Promise<readonly EmojiItem[]>>();

/** All emoji, in the language of the sentences; undefined until they, and those chosen last, are read. */
export function useEmoji(): readonly EmojiItem[] | undefined {
  const { lang } = document.documentElement;
  const [items, setItems] = useState<readonly EmojiItem[]>();
  useEffect(() => {
    let isWanted = true;
    const load = loaded.get(lang) ?? loadEmoji(lang, emojiDrawer());
    loaded.set(lang, load);
    void Promise.all([load, loadRecentEmoji()]).then(([all]) => isWanted && setItems(all));
    return () => {
      isWanted = false;
    };
  }, [lang]);
  return items;
}
