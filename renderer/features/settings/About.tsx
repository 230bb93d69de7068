import { useEffect, useState } from 'react';
import type { Output } from '../../../electron/bridge/contract.ts';
import { bridge } from '../../bridge.ts';
import { Button } from '../../components/Button.tsx';
import { CopyButton } from '../../components/CopyButton.tsx';
import { useTranslate } from '../../i18n.tsx';
import styles from './About.module.css';
import { Buttons } from './Buttons.tsx';
import { Group } from './Group.tsx';
import { showPlace } from './show-place.ts';
import { Updates } from './Updates.tsx';

type Facts = Output<'getAbout'>;

async function askAbout(): Promise<Facts | null> {
  const answer = await bridge.getAbout({});
  return answer.ok ? answer.value : null;
}

/** Which Hashline this is, how it gets newer, under which licence, and where it keeps things. */
export function About() {
  const t = useTranslate();
  const [facts, setFacts] = useState<Facts | null>(null);
  useEffect(() => void askAbout().then(setFacts), []);
  if (facts === null) return null;
  const { version, electron, system, licence, dataFolder, logFolder } = facts;
  return (
    <>
      <Group title={t('me.version', { version })} hint={t('about.madeOf', { electron, system })}>
        <CopyButton
          text={`Hashline ${version}, Electron ${electron}, ${system}`}
          labelKey="trust.copyForSupport"
          copiedKey="trust.copied"
        />
      </Group>
      <Updates />
      <Group title={t('about.licence')} hint={t('about.licenceHint', { licence })} />
      <Group title={t('about.folders')} hint={t('about.foldersHint')}>
        <p className={styles.path} dir="ltr">
          {dataFolder}
        </p>
        <Buttons>
          <Button onClick={() => void showPlace('data')}>{t('about.showData')}</Button>
          {logFolder !== undefined && <Button onClick={() => void showPlace('logs')}>{t('about.showLogs')}</Button>}
        </Buttons>
      </Group>
    </>
  );
}
