import { PanePage } from '../../components/PanePage.tsx';
import { useTranslate } from '../../i18n.tsx';
import { useAppStore } from '../../store/app-store.ts';
import { RequestCard } from './RequestCard.tsx';
import styles from './Requests.module.css';

/** Strangers who ask, with what is known of them: a name they chose, a text, and how they came by us. */
export function Requests() {
  const t = useTranslate();
  const requests = useAppStore((state) => state.requests);
  return (
    <PanePage title={t('requests.title')}>
      <p className={styles.about}>{t(requests.length === 0 ? 'requests.none' : 'requests.about')}</p>
      <ul className={styles.cards}>
        {requests.map((request) => (
          <RequestCard key={request.person} request={request} />
        ))}
      </ul>
    </PanePage>
  );
}
