import { Archive, Globe, type LucideIcon, Palette, UserRound } from 'lucide-react';
import type { ComponentType } from 'react';
import type { MessageKey } from '../../i18n.tsx';
import type { SettingsSection } from '../../store/view-slice.ts';
import { Backup } from './Backup.tsx';
import { Language } from './Language.tsx';
import { Look } from './Look.tsx';
import { Profile } from './Profile.tsx';

interface Section {
  readonly labelKey: MessageKey;
  readonly icon: LucideIcon;
  readonly Content: ComponentType;
}

/** What can be set, in the order in which people look for it. A new section is a line here and a file beside this one. */
export const SECTIONS: Readonly<Record<SettingsSection, Section>> = {
  profile: { labelKey: 'settings.profile', icon: UserRound, Content: Profile },
  look: { labelKey: 'settings.look', icon: Palette, Content: Look },
  backup: { labelKey: 'settings.backup', icon: Archive, Content: Backup },
  language: { labelKey: 'settings.language', icon: Globe, Content: Language },
};
