import type { GroupView } from '../../../electron/bridge/contract.ts';
import { useTranslate } from '../../i18n.tsx';
import styles from './GroupReach.module.css';
import { reachOf } from './group-reach.ts';

/** Of several people there is no one way: only how many of them can be reached just now. */
export function GroupReach({ group }: { readonly group: GroupView }) {
  const t = useTranslate();
  const reach = reachOf(group);
  if (reach === null) return null;
  return (
    <span className={styles.reach} title={t('trust.groupReachLong', reach)}>
      {t('trust.groupReach', reach)}
    </span>
  );
}
