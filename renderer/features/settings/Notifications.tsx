import { useState } from 'react';
import { Button } from '../../components/Button.tsx';
import { formatTime, useTranslate } from '../../i18n.tsx';
import { useAppStore } from '../../store/app-store.ts';
import { Choice } from './Choice.tsx';
import { setNotifications, testNotification } from './change-desktop.ts';
import { Group } from './Group.tsx';
import styles from './Notifications.module.css';
import { Toggle } from './Toggle.tsx';

export function Notifications() {
  const t = useTranslate();
  const notifications = useAppStore((state) => state.desktop?.notifications);
  const [tested, setTested] = useState<'shown' | 'silent'>();
  if (notifications === undefined) return null;
  const { isSupported, isOn, level, hasSound, quietUntilMs } = notifications;
  if (!isSupported) return <p className={styles.words}>{t('notify.notSupported')}</p>;
  return (
    <>
      <Group title={t('notify.about')}>
        <Toggle label={t('notify.isOn')} isOn={isOn} onChange={(value) => void setNotifications({ isOn: value })} />
        <Toggle
          label={t('notify.sound')}
          isOn={hasSound}
          isDisabled={!isOn}
          onChange={(value) => void setNotifications({ hasSound: value })}
        />
      </Group>
      <Group title={t('notify.says')} hint={t('notify.saysHint')}>
        <Choice
          label={t('notify.says')}
          shape="list"
          value={level}
          options={[
            ['name-and-text', t('notify.nameAndText')],
            ['name', t('notify.name')],
            ['nothing', t('notify.nothing')],
          ]}
          onChange={(value) => void setNotifications({ level: value })}
        />
      </Group>
      {quietUntilMs !== undefined && (
        <Group title={t('notify.quietUntil', { time: formatTime(quietUntilMs) })}>
          <p className={styles.line}>
            <Button onClick={() => void setNotifications({ quietUntilMs: 0 })}>{t('notify.quietEnd')}</Button>
          </p>
        </Group>
      )}
      <Group title={t('notify.test')} hint={t('notify.testHint')}>
        <p className={styles.line}>
          <Button onClick={() => void testNotification().then(setTested)}>{t('notify.testButton')}</Button>
        </p>
        <p className={styles.words} role="status">
          {tested === 'shown' && t('notify.testShown')}
          {tested === 'silent' && t('notify.testSilent')}
        </p>
      </Group>
    </>
  );
}
