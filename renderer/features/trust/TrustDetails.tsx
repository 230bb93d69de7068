import type { ReactNode } from 'react';
import type { ConversationView, TrustView } from '../../../electron/bridge/contract.ts';
import { formatDate, type Translate, useTranslate } from '../../i18n.tsx';
import { useAppStore } from '../../store/app-store.ts';
import { safetyWords } from './safety-words.ts';
import { hexGroups } from './support-text.ts';
import styles from './TrustDetails.module.css';

/** For whoever wants to know exactly. */
export function TrustDetails({ conversation }: { readonly conversation: ConversationView }) {
  const t = useTranslate();
  const { id, name, person = id, trust } = conversation;
  const own = useAppStore((state) => state.profile?.hashname);
  return (
    <dl className={styles.details}>
      <Row label={t('trust.since')}>{formatDate(trust.sinceAtMs, { dateStyle: 'medium', timeStyle: 'short' })}</Row>
      {trust.address !== undefined && (
        <Row label={addressLabel(trust, t)}>
          <bdi>{trust.address}</bdi>
        </Row>
      )}
      {trust.carriedBy !== undefined && (
        <Row label={t('trust.carriedBy')}>
          {t(trust.carriedBy === 'tcp' ? 'trust.carriedByTcp' : 'trust.carriedByUdp')}
        </Row>
      )}
      {trust.roundTripMs !== undefined && (
        <Row label={t('trust.roundTrip')}>
          {t('trust.roundTripValue', { ms: Math.max(1, Math.round(trust.roundTripMs)) })}
        </Row>
      )}
      <dt className={styles.wide}>{t('trust.words', { name })}</dt>
      <dd className={styles.words} lang="en">
        {safetyWords(person).join(' ')}
      </dd>
      {own !== undefined && (
        <>
          <dt className={styles.wide}>{t('trust.ownWords', { name })}</dt>
          <dd className={styles.words} lang="en">
            {safetyWords(own).join(' ')}
          </dd>
        </>
      )}
      <dt className={styles.wide}>{t('trust.hashname', { name })}</dt>
      <dd className={styles.hashname} dir="ltr">
        {hexGroups(person).join(' ')}
      </dd>
    </dl>
  );
}

/** Whose address it is: with somebody in between, not the other person's. */
function addressLabel({ state, via }: TrustView, t: Translate): string {
  if (via !== undefined) return t('trust.addressOf', { via: via.name });
  return t(state === 'through-helper' ? 'trust.addressOfHelper' : 'trust.address');
}

function Row({ label, children }: { readonly label: string; readonly children: ReactNode }) {
  return (
    <>
      <dt>{label}</dt>
      <dd>{children}</dd>
    </>
  );
}
