import { useCallback, useEffect, useState } from 'react';
import { bridge } from '../../bridge.ts';
import { Avatar } from '../../components/Avatar.tsx';
import { Button } from '../../components/Button.tsx';
import { useTranslate } from '../../i18n.tsx';
import { Group } from './Group.tsx';
import styles from './Privacy.module.css';
import { askPrivacy, type Privacy as PrivacyNow, setTells, setVisibleNearby, unblock } from './privacy-actions.ts';
import { Toggle } from './Toggle.tsx';

/** What others are told of me, and who is not heard. */
export function Privacy() {
  const t = useTranslate();
  const [now, setNow] = useState<PrivacyNow | null>(null);
  const look = useCallback(() => void askPrivacy().then((answer) => answer !== null && setNow(answer)), []);
  useEffect(() => {
    look();
    return bridge.on('peopleChanged', look);
  }, [look]);
  if (now === null) return null;
  const { tells, isVisibleNearby, blocked } = now;
  const change = async (work: Promise<void>) => {
    await work;
    look();
  };
  return (
    <>
      <Group title={t('privacy.told')} hint={t('privacy.toldHint')}>
        <Toggle
          label={t('privacy.read')}
          hint={t('privacy.readHint')}
          isOn={tells.read}
          onChange={(read) => void change(setTells({ read }))}
        />
        <Toggle
          label={t('privacy.typing')}
          isOn={tells.typing}
          onChange={(typing) => void change(setTells({ typing }))}
        />
        <Toggle
          label={t('privacy.nearby')}
          hint={t('privacy.nearbyHint')}
          isOn={isVisibleNearby}
          onChange={(isVisible) => void change(setVisibleNearby(isVisible))}
        />
      </Group>
      <Group title={t('privacy.blocked')} hint={t(blocked.length === 0 ? 'privacy.nobody' : 'privacy.blockedHint')}>
        {blocked.length > 0 && (
          <ul className={styles.people}>
            {blocked.map(({ person, name }) => (
              <li key={person} className={styles.person}>
                <Avatar hashname={person} name={name} size="small" />
                <bdi className={styles.name}>{name}</bdi>
                <Button
                  aria-label={t('privacy.unblockNamed', { name })}
                  onClick={() => void change(unblock(person, name))}
                >
                  {t('privacy.unblock')}
                </Button>
              </li>
            ))}
          </ul>
        )}
      </Group>
      <Group title={t('privacy.links')} hint={t('privacy.linksHint')} />
    </>
  );
}
