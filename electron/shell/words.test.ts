import { IntlMessageFormat } from 'intl-messageformat';
import { expect, test } from 'vitest';
import { type ShellLocale, shellLocale } from './locale.ts';
import { createWords, SHELL_LOCALES, type ShellWord } from './words.ts';

const LOCALES = Object.keys(SHELL_LOCALES) as readonly ShellLocale[];
/** Plain text, in intl-messageformat's trees. */
const LITERAL = 0;

/** The names of what a sentence takes, with those inside its plural forms. */
function valuesIn(sentence: string, locale: string): readonly string[] {
  const names = new Set<string>();
  const read = (elements: ReturnType<IntlMessageFormat['getAst']>) => {
    for (const element of elements) {
      if ('value' in element && element.type !== LITERAL) names.add(element.value);
      if ('options' in element) for (const option of Object.values(element.options)) read(option.value);
    }
  };
  read(new IntlMessageFormat(sentence, locale).getAst());
  return [...names].sort();
}

test('the chosen language, else the system’s first that we speak, else English', () => {
  expect(shellLocale('fr', ['de-AT'])).toBe('fr');
  expect(shellLocale('system', ['tlh', 'de-AT', 'fr'])).toBe('de');
  expect(shellLocale('system', ['constructor'])).toBe('en');
});

test.each(LOCALES)('%s takes the same values in every sentence as English', (locale) => {
  for (const [key, sentence] of Object.entries(SHELL_LOCALES.en)) {
    expect(valuesIn(SHELL_LOCALES[locale][key as ShellWord], locale), key).toEqual(valuesIn(sentence, 'en'));
  }
});

test('a change of language holds for the next sentence, with its own plural forms', () => {
  let locale: ShellLocale = 'en';
  const words = createWords(() => locale);
  expect(words('notify.news', { count: 3 })).toBe('3 new messages');
  locale = 'de';
  expect(words('notify.news', { count: 3 })).toBe('3 neue Nachrichten');
  locale = 'ar';
  const forms = [0, 1, 2, 3, 11, 100].map((count) => words('notify.news', { count }).replace(/[\d٠-٩]+/, '#'));
  expect(new Set(forms).size).toBe(5); // eleven and a hundred are written alike
});
