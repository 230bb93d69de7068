import { type ReactNode, useSyncExternalStore } from 'react';
import { createIntl, createIntlCache, RawIntlProvider, useIntl } from 'react-intl';
import { chooseLocale, en, intlTag, LOCALES, type LocaleName, type Messages } from './locales/locales.ts';

export type MessageKey = keyof typeof en;
export type MessageValues = Readonly<Record<string, string | number>>;
export type Translate = (key: MessageKey, values?: MessageValues) => string;

const cache = createIntlCache();
const intlOf = (locale: LocaleName, messages: Messages) => createIntl({ locale: intlTag(locale), messages }, cache);
let intl = intlOf('en', en);
let asked: LocaleName = 'en';
const listeners = new Set<() => void>();

/** The language of every sentence from when it is loaded on, and the direction that it is written in. The last word counts. */
export async function speak(wanted: string): Promise<void> {
  const locale = chooseLocale(wanted, navigator.languages);
  if (locale === asked) return;
  asked = locale;
  const messages = await LOCALES[locale].load();
  if (asked !== locale) return;
  intl = intlOf(locale, messages);
  document.documentElement.lang = locale;
  document.documentElement.dir = LOCALES[locale].direction;
  for (const listener of listeners) listener();
}

function listen(listener: () => void): () => void {
  listeners.add(listener);
  return () => void listeners.delete(listener);
}

/** Letters that are written from right to left: Hebrew, Arabic, Syriac, Thaana, N'Ko and their presentation forms. */
const RIGHT_TO_LEFT = /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]/;
const FIRST_STRONG_ISOLATE = '\u2068';
const POP_ISOLATE = '\u2069';

const LETTER = /\p{L}/u;

/** Values by which a sentence chooses its form are compared, not written. */
const CHOICE = /Me$/;

/** A name that is written the other way must not turn the sentence around, nor take its last sign along. A number stays with its word. */
function isolate(name: string, value: string | number): string | number {
  if (typeof value !== 'string' || CHOICE.test(name)) return value;
  const isOther = RIGHT_TO_LEFT.test(value) || (LOCALES[asked].direction === 'rtl' && LETTER.test(value));
  return isOther ? FIRST_STRONG_ISOLATE + value + POP_ISOLATE : value;
}

/** The sentence for a key. Outside React, for what is told by a toast. */
export const translate: Translate = (key, values = {}) => {
  const isolated = Object.fromEntries(Object.entries(values).map(([name, value]) => [name, isolate(name, value)]));
  return intl.formatMessage({ id: key }, isolated);
};

export function IntlProvider({ children }: { readonly children: ReactNode }) {
  const spoken = useSyncExternalStore(listen, () => intl);
  return <RawIntlProvider value={spoken}>{children}</RawIntlProvider>;
}

/** The sentence for a key, in a component. */
export function useTranslate(): Translate {
  useIntl(); // subscribes to a change of language
  return translate;
}

/** 12 or 24 hours as this computer is set, whatever language the sentences are in. */
const hourCycle = new Intl.DateTimeFormat(undefined, { hour: 'numeric' }).resolvedOptions().hourCycle;

const TIME = {
  hour: hourCycle === 'h23' || hourCycle === 'h24' ? '2-digit' : 'numeric',
  minute: '2-digit',
  ...(hourCycle !== undefined && { hourCycle }),
} as const;

// react-intl caches its formatters, per locale and options: making one costs eighty times the use of it.
export const formatTime = (atMs: number): string => intl.formatDate(atMs, TIME);
export const formatDate = (atMs: number, options: Intl.DateTimeFormatOptions): string =>
  intl.formatDate(atMs, {
    ...options,
    ...(options.timeStyle !== undefined && hourCycle !== undefined && { hourCycle }),
  } as Parameters<typeof intl.formatDate>[1]);
/** "de-DE": "German (Germany)". */
export const formatLanguage = (tag: string): string => intl.formatDisplayName(tag, { type: 'language' }) ?? tag;
export const formatPercent = (ratio: number): string => intl.formatNumber(ratio, { style: 'percent' });
export const formatNumber = (value: number, options: Intl.NumberFormatOptions = {}): string =>
  intl.formatNumber(value, options as Parameters<typeof intl.formatNumber>[1]);
export const formatList = (items: readonly string[]): string => intl.formatList(items, { type: 'conjunction' });
export const formatDateTime = (atMs: number): string =>
  `${intl.formatDate(atMs, { day: 'numeric', month: 'long' })}, ${formatTime(atMs)}`;

/** "2.4 MB", as file managers count. */
export function formatBytes(bytes: number): string {
  const power = bytes < 1_000 ? 0 : Math.min(SIZE_UNITS.length - 1, Math.floor(Math.log10(bytes) / 3));
  const value = bytes / 1_000 ** power;
  return formatNumber(value, {
    style: 'unit',
    unit: SIZE_UNITS[power],
    unitDisplay: power === 0 ? 'long' : 'short',
    maximumFractionDigits: value < 10 && power > 1 ? 1 : 0,
  } as Intl.NumberFormatOptions);
}

const SIZE_UNITS = ['byte', 'kilobyte', 'megabyte', 'gigabyte', 'terabyte'] as const;

/** "0:07", "12:40", "1:02:03". */
export function formatDuration(ms: number): string {
  const seconds = Math.round(ms / 1_000);
  const two = (value: number) => String(value).padStart(2, '0');
  const [hours, minutes] = [Math.floor(seconds / 3_600), Math.floor(seconds / 60) % 60];
  const rest = two(seconds % 60);
  return hours > 0 ? `${hours}:${two(minutes)}:${rest}` : `${minutes}:${rest}`;
}
