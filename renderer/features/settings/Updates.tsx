import type { DesktopView } from '../../../electron/bridge/contract.ts';
import { Button } from '../../components/Button.tsx';
import { type MessageKey, useTranslate } from '../../i18n.tsx';
import { useAppStore } from '../../store/app-store.ts';
import { installUpdate, lookForUpdate, openUpdatePage, setUpdates } from './change-desktop.ts';
import { Group } from './Group.tsx';
import styles from './Notifications.module.css';
import { Toggle } from './Toggle.tsx';

const STATES = {
  unknown: null,
  looking: 'updates.looking',
  newest: 'updates.newest',
  found: 'updates.found',
  fetching: 'updates.fetching',
  ready: 'updates.ready',
  failed: 'updates.failed',
  'not-trusted': 'updates.notTrusted',
} as const satisfies Record<DesktopView['updates']['state'], MessageKey | null>;

/** How this copy gets newer. Nobody is asked before the person agreed. */
export function Updates() {
  const t = useTranslate();
  const updates = useAppStore((state) => state.desktop?.updates);
  if (updates === undefined) return null;
  const { way, isAgreed = false, state, page } = updates;
  const stateKey = STATES[state];
  return (
    <Group title={t('updates.title')}>
      {way === 'none' && <p className={styles.words}>{t('updates.none')}</p>}
      {way === 'packages' && <p className={styles.words}>{t('updates.packages')}</p>}
      {way === 'page' && (
        <>
          <p className={styles.words}>{t('updates.page')}</p>
          <p>{page}</p>
          <p className={styles.line}>
            <Button onClick={() => void openUpdatePage()}>{t('updates.openPage')}</Button>
          </p>
        </>
      )}
      {way === 'itself' && (
        <>
          <Toggle
            label={t('updates.agree')}
            hint={t('updates.agreeHint')}
            isOn={isAgreed}
            onChange={(isOn) => void setUpdates(isOn)}
          />
          <p className={styles.words} role="status">
            {isAgreed && stateKey !== null && t(stateKey, { version: updates.version ?? '' })}
          </p>
          {isAgreed && (
            <p className={styles.line}>
              {state === 'found' ? (
                <Button look="main" onClick={() => void installUpdate()}>
                  {t('updates.install')}
                </Button>
              ) : (
                <Button disabled={state === 'looking' || state === 'fetching'} onClick={() => void lookForUpdate()}>
                  {t('updates.look')}
                </Button>
              )}
            </p>
          )}
        </>
      )}
    </Group>
  );
}
