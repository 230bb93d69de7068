import { directionOf, shellLocale } from './locale.ts';
import type { PageDress } from './pages.ts';
import type { ShellSettings } from './shell-settings.ts';

/** What the system wants now. */
export interface SystemWishes {
  readonly isDark: boolean;
  readonly isHighContrast: boolean;
  readonly isStill: boolean;
}

/** How the page begins, before its first script runs: as renderer/theme.ts and renderer/i18n.tsx put it from then on. */
export function firstDress(
  { language, contrast, motion }: Pick<ShellSettings, 'language' | 'contrast' | 'motion'>,
  ofSystem: readonly string[],
  { isDark, isHighContrast, isStill }: SystemWishes,
): PageDress {
  const locale = shellLocale(language, ofSystem);
  return {
    lang: locale,
    dir: directionOf(locale),
    'data-theme': isDark ? 'dark' : 'light',
    'data-contrast': contrast === 'high' || isHighContrast ? 'high' : 'usual',
    'data-motion': motion === 'off' || isStill ? 'off' : 'usual',
  };
}
