import * as english from './en.ts';

/** The same sentences in another language: a file that misses one, or has one more, does not compile. */
export type Translated<English> = Readonly<Record<keyof English, string>>;

type Area = keyof typeof english;

/** Every sentence there is, each under its key. */
export type Messages = Readonly<Record<{ [A in Area]: keyof (typeof english)[A] }[Area], string>>;

/** A language by its areas; one that lacks an area does not compile. */
type Catalogue = { readonly [A in Area]: Translated<(typeof english)[A]> };

const joined = (areas: Catalogue): Messages => Object.assign({}, ...Object.values(areas));

export const en = joined(english);

interface Locale {
  /** As its own speakers call it. */
  readonly name: string;
  readonly direction: 'ltr' | 'rtl';
  /** Only the chosen one is loaded; English is there from the start, for what is said before. */
  readonly load: () => Promise<Messages>;
}

/** Every language that the app speaks. */
export const LOCALES = {
  en: { name: 'English', direction: 'ltr', load: async () => en },
  de: { name: 'Deutsch', direction: 'ltr', load: async () => joined(await import('./de.ts')) },
  fr: { name: 'Français', direction: 'ltr', load: async () => joined(await import('./fr.ts')) },
  es: { name: 'Español', direction: 'ltr', load: async () => joined(await import('./es.ts')) },
  ar: { name: 'العربية', direction: 'rtl', load: async () => joined(await import('./ar.ts')) },
} as const satisfies Readonly<Record<string, Locale>>;

export type LocaleName = keyof typeof LOCALES;

/** For Intl. Arabic counts with the digits of durations, ports and codes: two kinds in one sentence are hard to read. */
export const intlTag = (locale: LocaleName): string => (locale === 'ar' ? 'ar-u-nu-latn' : locale);

/** The wanted one, else the first of the system's that we speak, else English. `wanted`: a name, or `system`. */
export function chooseLocale(wanted: string, ofSystem: readonly string[]): LocaleName {
  const asked = wanted === 'system' ? ofSystem : [wanted];
  return asked.map((tag) => tag.split('-')[0] ?? '').find(isLocale) ?? 'en';
}

function isLocale(name: string): name is LocaleName {
  return Object.hasOwn(LOCALES, name);
}
