import { LifeBuoy, Router, Wifi } from 'lucide-react';
import { Button } from '../../components/Button.tsx';
import { useTranslate } from '../../i18n.tsx';
import { useAppStore } from '../../store/app-store.ts';
import styles from './NoWay.module.css';
import { askRouter } from './open-a-way.ts';

/** Three ways to open a way, where neither home lets calls in and nobody is known who could help. */
export function NoWay() {
  const t = useTranslate();
  const showSettings = useAppStore((state) => state.showSettings);
  const showAdd = useAppStore((state) => state.showAdd);
  return (
    <ul className={styles.ways} aria-label={t('trust.ways')}>
      <li>
        <Button className={styles.way} onClick={() => showAdd()}>
          <Wifi aria-hidden="true" />
          {t('trust.meetOnce')}
        </Button>
      </li>
      <li>
        <Button className={styles.way} onClick={() => void askRouter(() => showSettings('network'))}>
          <Router aria-hidden="true" />
          {t('trust.askRouter')}
        </Button>
      </li>
      <li>
        <Button className={styles.way} onClick={() => showSettings('network')}>
          <LifeBuoy aria-hidden="true" />
          {t('trust.addHelper')}
        </Button>
      </li>
    </ul>
  );
}
