import { IntlMessageFormat } from 'intl-messageformat';
import type { ShellLocale } from './locale.ts';
import { ar } from './locales/ar.ts';
import { de } from './locales/de.ts';
import { en } from './locales/en.ts';
import { es } from './locales/es.ts';
import { fr } from './locales/fr.ts';

export type ShellWord = keyof typeof en;
export type ShellSentences = Readonly<Record<ShellWord, string>>;
/** The sentence for a key, with its values, in the language of the moment. */
export type Words = (key: ShellWord, values?: Readonly<Record<string, string | number>>) => string;

/** Every language of the page (renderer/locales/locales.ts): what is outside the page speaks it too. */
export const SHELL_LOCALES = { en, de, fr, es, ar } as const satisfies Record<ShellLocale, ShellSentences>;

/** As in the page: Arabic with the digits that its times have. */
const intlTag = (locale: ShellLocale) => (locale === 'ar' ? 'ar-u-nu-latn' : locale);

/** The shell's own sentences. `locale` is asked every time, so that a change holds at once. Each is parsed when it is first said. */
export function createWords(locale: () => ShellLocale = () => 'en'): Words {
  const parsed = new Map<string, IntlMessageFormat>();
  return (key, values) => {
    const spoken = locale();
    const name = `${spoken} ${key}`;
    const format = parsed.get(name) ?? new IntlMessageFormat(SHELL_LOCALES[spoken][key], intlTag(spoken));
    parsed.set(name, format);
    return String(format.format(values));
  };
}
