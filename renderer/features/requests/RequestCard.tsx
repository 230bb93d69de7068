import { useId } from 'react';
import type { RequestView } from '../../../electron/bridge/contract.ts';
import { Avatar } from '../../components/Avatar.tsx';
import { Button } from '../../components/Button.tsx';
import { formatDateTime, type MessageKey, useTranslate } from '../../i18n.tsx';
import { AlikeNote } from '../people/AlikeNote.tsx';
import { blockPerson } from '../people/block-person.ts';
import styles from './RequestCard.module.css';
import { acceptRequest, ignoreRequest } from './request-actions.ts';

const VIA = {
  hashname: 'requests.viaHashname',
  nearby: 'requests.viaNearby',
  'old-invite': 'requests.viaOldInvite',
} as const satisfies Record<RequestView['via'], MessageKey>;

/** One request. Their text is shown as it is: nothing in it can be clicked. */
export function RequestCard({ request }: { readonly request: RequestView }) {
  const t = useTranslate();
  const nameId = useId();
  const { person, name, text, via, atMs, resembles } = request;
  return (
    <li className={styles.card} aria-labelledby={nameId}>
      <div className={styles.who}>
        <Avatar hashname={person} name={name} />
        <div className={styles.words}>
          <h3 id={nameId} className={styles.name}>
            <bdi>{name}</bdi>
          </h3>
          <p className={styles.via}>{t(VIA[via], { date: formatDateTime(atMs) })}</p>
        </div>
      </div>
      {text === '' ? (
        <p className={styles.via}>{t('requests.noText')}</p>
      ) : (
        <p className={styles.text} dir="auto">
          {text}
        </p>
      )}
      <AlikeNote resembles={resembles} nameKey="alike.name" pictureKey="alike.picture" />
      <div className={styles.actions}>
        <Button look="main" aria-describedby={nameId} onClick={() => void acceptRequest(person)}>
          {t('requests.accept')}
        </Button>
        <Button aria-describedby={nameId} onClick={() => void ignoreRequest(person, name)}>
          {t('requests.ignore')}
        </Button>
        <Button aria-describedby={nameId} onClick={() => void blockPerson(person, name)}>
          {t('requests.block')}
        </Button>
      </div>
    </li>
  );
}
