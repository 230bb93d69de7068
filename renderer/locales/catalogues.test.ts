import { IntlMessageFormat } from 'intl-messageformat';
import { describe, expect, test } from 'vitest';
import type { MessageKey } from '../i18n.tsx';
import { en, intlTag, LOCALES, type LocaleName } from './locales.ts';

type Element = ReturnType<IntlMessageFormat['getAst']>[number];

/** Plain text, and the choice by plural form, in intl-messageformat's trees. */
const LITERAL = 0;
const PLURAL = 6;
const OTHERS = (Object.keys(LOCALES) as readonly LocaleName[]).filter((name) => name !== 'en');

function* elementsOf(elements: readonly Element[]): Generator<Element> {
  for (const element of elements) {
    yield element;
    if ('options' in element) for (const option of Object.values(element.options)) yield* elementsOf(option.value);
  }
}

const parse = (sentence: string, locale: LocaleName) => [
  ...elementsOf(new IntlMessageFormat(sentence, intlTag(locale)).getAst()),
];

const namesIn = (sentence: string, locale: LocaleName) =>
  [
    ...new Set(parse(sentence, locale).flatMap((one) => ('value' in one && one.type !== LITERAL ? [one.value] : []))),
  ].sort();

describe.each(OTHERS)('%s', (locale) => {
  test('takes the same values in every sentence as English', async () => {
    const messages = await LOCALES[locale].load();
    for (const [key, sentence] of Object.entries(en)) {
      expect(namesIn(messages[key as MessageKey], locale), key).toEqual(namesIn(sentence, 'en'));
    }
  });

  test('has every form of its plurals', async () => {
    const forms = new Intl.PluralRules(locale).resolvedOptions().pluralCategories;
    // A million has a form of its own in French and Spanish, which only a number written as "1 million" takes.
    const needed = forms.filter((form) => form !== 'many' || locale === 'ar');
    const messages = await LOCALES[locale].load();
    for (const [key, sentence] of Object.entries(messages)) {
      for (const element of parse(sentence, locale)) {
        if (element.type !== PLURAL || !('options' in element)) continue;
        expect(Object.keys(element.options), key).toEqual(expect.arrayContaining(needed));
      }
    }
  });

  test('says nothing in English that is longer than a name', async () => {
    const messages = await LOCALES[locale].load();
    const same = Object.entries(en).filter(([key, sentence]) => messages[key as MessageKey] === sentence);
    expect(same.filter(([, sentence]) => sentence.replace(/\{.*\}/g, '').split(' ').length > 2)).toEqual([]);
  });
});
