import type { LookView } from '../bridge/contract.ts';
import type { SettingsFile } from './shell-settings.ts';
import type { Zoom } from './zoom.ts';

export interface LookChoice {
  current(): LookView;
  choose(change: Partial<LookView>): void;
}

/** What the person chose of the window's look beside its theme, kept across starts. The size of text is the zoom's; `retranslate` is called when the shell's own sentences changed. */
export function createLook(
  settings: SettingsFile,
  zoom: Zoom,
  tell: (look: LookView) => void,
  retranslate: () => void = () => undefined,
): LookChoice {
  const current = (): LookView => {
    const { contrast, motion, language } = settings.read();
    return { contrast, motion, language, textPercent: Math.round(zoom.factor() * 100) };
  };
  zoom.onChange(() => tell(current()));
  return {
    current,
    choose({ textPercent, ...change }) {
      if (Object.keys(change).length > 0) {
        const { language } = settings.read();
        settings.change(change);
        if (settings.read().language !== language) retranslate();
        tell(current());
      }
      if (textPercent !== undefined) zoom.choose(textPercent / 100);
    },
  };
}
