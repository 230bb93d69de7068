import type { ConnectionView } from '../../../electron/bridge/contract.ts';
import { useTranslate } from '../../i18n.tsx';
import styles from './SeedList.module.css';

/** Digits of a hashname that tell one seed from another to the eye. */
const SHOWN_DIGITS = 12;

/** Through whom others are found just now. */
export function SeedList({ seeds }: { readonly seeds: ConnectionView['seeds'] }) {
  const t = useTranslate();
  if (seeds.length === 0) return <p>{t('network.noSeeds')}</p>;
  return (
    <ul className={styles.seeds}>
      {seeds.map(({ hashname, isOwn, isLinked, contact }) => (
        <li key={hashname} className={styles.seed}>
          {contact === undefined ? (
            <span className={styles.hashname}>{hashname.slice(0, SHOWN_DIGITS)}…</span>
          ) : (
            <bdi className={styles.name}>{contact}</bdi>
          )}
          <span className={styles.state}>
            {t(isLinked ? 'network.seedLinked' : 'network.seedSilent')}
            {isOwn && ` · ${t('network.seedOwn')}`}
          </span>
        </li>
      ))}
    </ul>
  );
}
