import { Bell, Globe, type LucideIcon, MonitorCog, Palette, UserRound } from 'lucide-react';
import type { ComponentType } from 'react';
import type { MessageKey } from '../../i18n.tsx';
import type { SettingsSection } from '../../store/view-slice.ts';
import { Computer } from './Computer.tsx';
import { Language } from './Language.tsx';
import { Look } from './Look.tsx';
import { Notifications } from './Notifications.tsx';
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
  notifications: { labelKey: 'settings.notifications', icon: Bell, Content: Notifications },
  computer: { labelKey: 'settings.computer', icon: MonitorCog, Content: Computer },
  language: { labelKey: 'settings.language', icon: Globe, Content: Language },
};
