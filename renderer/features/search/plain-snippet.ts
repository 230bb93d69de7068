import type { SearchView } from '../../../electron/bridge/contract.ts';
import { plainWords } from '../text/plain-words.ts';
import { readable } from '../text/readable.ts';

type Part = SearchView['messages'][number]['snippet'][number];

/** What was found without the signs that format it, each letter still marked as it was. */
export function plainSnippet(parts: readonly Part[]): readonly Part[] {
  const plain = plainWords(readable(parts.map(({ text }) => text).join('')));
  let at = 0;
  // The words that stay are the letters that were there, in their order, with some left out.
  return parts.map(({ text, isHit }) => {
    let kept = '';
    for (let unit = 0; unit < text.length && at < plain.length; unit++) {
      if (text[unit] !== plain[at]) continue;
      kept += text[unit];
      at++;
    }
    return { text: kept, isHit };
  });
}
