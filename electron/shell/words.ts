import { IntlMessageFormat } from 'intl-messageformat';
import { en } from './locales/en.ts';

export type ShellWord = keyof typeof en;
/** The sentence for a key, with its values. */
export type Words = (key: ShellWord, values?: Readonly<Record<string, string | number>>) => string;

/** The shell's own sentences. Each is parsed when it is first said. */
export function createWords(sentences: Readonly<Record<ShellWord, string>> = en, locale = 'en'): Words {
  const parsed = new Map<ShellWord, IntlMessageFormat>();
  return (key, values) => {
    const format = parsed.get(key) ?? new IntlMessageFormat(sentences[key], locale);
    parsed.set(key, format);
    return String(format.format(values));
  };
}
