import { Menu } from '@base-ui/react/menu';
import { Check, Keyboard, Settings, UserRound } from 'lucide-react';
import type { RefObject } from 'react';
import type { ThemeName } from '../../../electron/bridge/contract.ts';
import { Avatar } from '../../components/Avatar.tsx';
import menu from '../../components/Menu.module.css';
import { MenuItem } from '../../components/MenuItem.tsx';
import { MenuLine, MenuPopup } from '../../components/MenuPopup.tsx';
import { type MessageKey, useTranslate } from '../../i18n.tsx';
import { useAppStore } from '../../store/app-store.ts';
import { chooseTheme } from '../settings/change-look.ts';
import styles from './ProfileMenu.module.css';

const LOOKS = [
  ['system', 'me.lookSystem'],
  ['light', 'me.lookLight'],
  ['dark', 'me.lookDark'],
] as const satisfies readonly (readonly [ThemeName, MessageKey])[];

/** Me: my picture and name, and what can be set so far. */
export function ProfileMenu({ popupsIn }: { readonly popupsIn: RefObject<HTMLElement | null> }) {
  const t = useTranslate();
  const profile = useAppStore((state) => state.profile);
  const theme = useAppStore((state) => state.theme);
  const version = useAppStore((state) => state.version);
  const showSettings = useAppStore((state) => state.showSettings);
  const showOverlay = useAppStore((state) => state.showOverlay);
  if (profile === null) return null;

  return (
    <Menu.Root>
      <Menu.Trigger className={styles.me ?? ''} aria-label={t('me.menu', { name: profile.name })}>
        <Avatar hashname={profile.hashname} name={profile.name} size="small" />
        <span className={styles.name}>
          <bdi>{profile.name}</bdi>
        </span>
      </Menu.Trigger>
      <MenuPopup container={popupsIn} align="start">
        <MenuItem
          icon={<UserRound aria-hidden="true" />}
          label={t('me.profile')}
          onChoose={() => showSettings('profile')}
        />
        <Menu.RadioGroup value={theme} onValueChange={(value: ThemeName) => void chooseTheme(value)}>
          <Menu.GroupLabel className={styles.label ?? ''}>{t('me.look')}</Menu.GroupLabel>
          {LOOKS.map(([value, key]) => (
            <Menu.RadioItem key={value} value={value} className={menu.item ?? ''}>
              <Menu.RadioItemIndicator className={styles.indicator ?? ''} keepMounted>
                <Check />
              </Menu.RadioItemIndicator>
              {t(key)}
            </Menu.RadioItem>
          ))}
        </Menu.RadioGroup>
        <MenuLine />
        <MenuItem icon={<Settings aria-hidden="true" />} label={t('me.settings')} onChoose={() => showSettings()} />
        <MenuItem
          icon={<Keyboard aria-hidden="true" />}
          label={t('shortcuts.title')}
          onChoose={() => showOverlay('shortcuts')}
        />
        <p className={styles.version}>{t('me.version', { version })}</p>
      </MenuPopup>
    </Menu.Root>
  );
}
