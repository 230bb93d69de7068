import { Button } from '../../components/Button.tsx';
import { formatLanguage, useTranslate } from '../../i18n.tsx';
import { useAppStore } from '../../store/app-store.ts';
import { Buttons } from './Buttons.tsx';
import { setSpelling, setStart, setStaysOnClose } from './change-desktop.ts';
import { Group } from './Group.tsx';
import styles from './Notifications.module.css';
import { Toggle } from './Toggle.tsx';

/** The app on this computer: closing, starting, spelling. */
export function Computer() {
  const t = useTranslate();
  const desktop = useAppStore((state) => state.desktop);
  const showOverlay = useAppStore((state) => state.showOverlay);
  if (desktop === null) return null;
  const { tray, start } = desktop;
  return (
    <>
      <Group title={t('computer.reach')} hint={t('computer.reachHint')}>
        <Toggle
          label={t('computer.stays')}
          hint={tray.hasTray ? t('computer.staysHint') : t('computer.noTray')}
          isOn={tray.hasTray && tray.staysOnClose === true}
          isDisabled={!tray.hasTray}
          onChange={(isOn) => void setStaysOnClose(isOn)}
        />
        <Toggle
          label={t('computer.start')}
          {...(!start.isPossible && { hint: t('computer.startNotHere') })}
          isOn={start.isOn}
          isDisabled={!start.isPossible}
          onChange={(isOn) => void setStart(isOn)}
        />
      </Group>
      <Group title={t('shortcuts.title')} hint={t('shortcuts.hint')}>
        <Buttons>
          <Button onClick={() => showOverlay('shortcuts')}>{t('shortcuts.show')}</Button>
        </Buttons>
      </Group>
      <Spelling />
    </>
  );
}

function Spelling() {
  const t = useTranslate();
  const spelling = useAppStore((state) => state.desktop?.spelling);
  if (spelling === undefined) return null;
  const { by, isOn, available, languages } = spelling;
  if (by === 'nobody') {
    return (
      <Group title={t('spelling.title')}>
        <p className={styles.words}>{t('spelling.nobody')}</p>
      </Group>
    );
  }
  const choose = (language: string, isChosen: boolean) =>
    setSpelling(true, isChosen ? [...languages, language] : languages.filter((each) => each !== language));
  return (
    <Group title={t('spelling.title')} hint={t('spelling.hint')}>
      <Toggle label={t('spelling.isOn')} isOn={isOn} onChange={(value) => void setSpelling(value)} />
      {isOn &&
        available.map((language) => (
          <Toggle
            key={language}
            label={formatLanguage(language)}
            isOn={languages.includes(language)}
            onChange={(isChosen) => void choose(language, isChosen)}
          />
        ))}
    </Group>
  );
}
