import {
  Archive,
  Bell,
  Globe,
  HardDrive,
  Info,
  type LucideIcon,
  MonitorCog,
  Palette,
  Router,
  ShieldCheck,
  UserRound,
} from 'lucide-react';
import type { ComponentType } from 'react';
import type { MessageKey } from '../../i18n.tsx';
import type { SettingsSection } from '../../store/view-slice.ts';
import { About } from './About.tsx';
import { Backup } from './Backup.tsx';
import { Computer } from './Computer.tsx';
import { Language } from './Language.tsx';
import { Look } from './Look.tsx';
import { Network } from './Network.tsx';
import { Notifications } from './Notifications.tsx';
import { Privacy } from './Privacy.tsx';
import { Profile } from './Profile.tsx';
import { Storage } from './Storage.tsx';

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
  privacy: { labelKey: 'settings.privacy', icon: ShieldCheck, Content: Privacy },
  network: { labelKey: 'settings.network', icon: Router, Content: Network },
  storage: { labelKey: 'settings.storage', icon: HardDrive, Content: Storage },
  backup: { labelKey: 'settings.backup', icon: Archive, Content: Backup },
  language: { labelKey: 'settings.language', icon: Globe, Content: Language },
  about: { labelKey: 'settings.about', icon: Info, Content: About },
};
