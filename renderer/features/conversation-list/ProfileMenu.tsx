import { Menu } from '@base-ui/react/menu';
import { Check, Settings, UserRound } from 'lucide-react';
import type { RefObject } from 'react';
import type { ThemeName } from '../../../electron/bridge/contract.ts';
import { Avatar } from '../../components/Avatar.tsx';
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
  if (profile === null) return null;

  return (
    <Menu.Root>
      <Menu.Trigger className={styles.me ?? ''} aria-label={t('me.menu', { name: profile.name })}>
        <Avatar hashname={profile.hashname} name={profile.name} size="small" />
        <span className={styles.name}>
          <bdi>{profile.name}</bdi>
        </span>
      </Menu.Trigger>
      <Menu.Portal container={popupsIn}>
        <Menu.Positioner className={styles.positioner ?? ''} side="bottom" align="start" sideOffset={4}>
          <Menu.Popup className={styles.menu ?? ''}>
            <Menu.Item className={styles.item ?? ''} onClick={() => showSettings('profile')}>
              <UserRound className={styles.icon} aria-hidden="true" />
              {t('me.profile')}
            </Menu.Item>
            <Menu.RadioGroup value={theme} onValueChange={(value: ThemeName) => void chooseTheme(value)}>
              <Menu.GroupLabel className={styles.label ?? ''}>{t('me.look')}</Menu.GroupLabel>
              {LOOKS.map(([value, key]) => (
                <Menu.RadioItem key={value} value={value} className={styles.item ?? ''}>
                  <Menu.RadioItemIndicator className={styles.indicator ?? ''} keepMounted>
                    <Check />
                  </Menu.RadioItemIndicator>
                  {t(key)}
                </Menu.RadioItem>
              ))}
            </Menu.RadioGroup>
            <Menu.Item className={`${styles.item} ${styles.settings}`} onClick={() => showSettings()}>
              <Settings aria-hidden="true" />
              {t('me.settings')}
            </Menu.Item>
            <p className={styles.version}>{t('me.version', { version })}</p>
          </Menu.Popup>
        </Menu.Positioner>
      </Menu.Portal>
    </Menu.Root>
  );
}
