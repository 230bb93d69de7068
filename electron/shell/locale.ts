import type { Language } from './shell-settings.ts';

export type ShellLocale = Exclude<Language, 'system'>;

/** Which way each is written. */
const DIRECTIONS = { en: 'ltr', de: 'ltr', fr: 'ltr', es: 'ltr', ar: 'rtl' } as const satisfies Record<
  ShellLocale,
  'ltr' | 'rtl'
>;

/** The chosen one, else the first of the system's that we speak, else English. */
export function shellLocale(wanted: Language, ofSystem: readonly string[]): ShellLocale {
  if (wanted !== 'system') return wanted;
  return ofSystem.map((tag) => tag.split('-')[0] ?? '').find(isLocale) ?? 'en';
}

export const directionOf = (locale: ShellLocale): 'ltr' | 'rtl' => DIRECTIONS[locale];

function isLocale(name: string): name is ShellLocale {
  return Object.hasOwn(DIRECTIONS, name);
}
