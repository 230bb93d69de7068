import type { ReactNode } from 'react';
import type { ConversationView } from '../../../electron/bridge/contract.ts';
import { formatDate, useTranslate } from '../../i18n.tsx';
import { hexGroups } from './support-text.ts';
import styles from './TrustDetails.module.css';

/** For whoever wants to know exactly. */
export function TrustDetails({ conversation }: { readonly conversation: ConversationView }) {
  const t = useTranslate();
  const { name, person, trust } = conversation;
  return (
    <dl className={styles.details}>
      <Row label={t('trust.since')}>{formatDate(trust.sinceAtMs, { dateStyle: 'medium', timeStyle: 'short' })}</Row>
      {trust.address !== undefined && (
        <Row label={t('trust.address')}>
          <bdi>{trust.address}</bdi>
        </Row>
      )}
      {trust.roundTripMs !== undefined && (
        <Row label={t('trust.roundTrip')}>
          {t('trust.roundTripValue', { ms: Math.max(1, Math.round(trust.roundTripMs)) })}
        </Row>
      )}
      <dt className={styles.wide}>{t('trust.hashname', { name })}</dt>
      <dd className={styles.hashname} dir="ltr">
        {hexGroups(person).join(' ')}
      </dd>
    </dl>
  );
}

function Row({ label, children }: { readonly label: string; readonly children: ReactNode }) {
  return (
    <>
      <dt>{label}</dt>
      <dd>{children}</dd>
    </>
  );
}
