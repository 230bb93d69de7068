import { en } from './en.ts';

type Messages = Readonly<Record<keyof typeof en, string>>;

interface Locale {
  /** As its own speakers call it. */
  readonly name: string;
  readonly messages: Messages;
  readonly direction: 'ltr' | 'rtl';
}

/** Every language that the app speaks: its catalogue is whole, or this does not compile. */
export const LOCALES = {
  en: { name: 'English', messages: en, direction: 'ltr' },
} as const satisfies Readonly<Record<string, Locale>>;

export type LocaleName = keyof typeof LOCALES;

/** The wanted one, else the first of the system's that we speak, else English. `wanted`: a name, or `system`. */
export function chooseLocale(wanted: string, ofSystem: readonly string[]): LocaleName {
  const asked = wanted === 'system' ? ofSystem : [wanted];
  return asked.map((tag) => tag.split('-')[0] ?? '').find(isLocale) ?? 'en';
}

function isLocale(name: string): name is LocaleName {
  return Object.hasOwn(LOCALES, name);
}
