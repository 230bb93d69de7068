import { type ReactNode, useEffect, useState } from 'react';
import type { ConversationView, MessageDetailsView, MessageView } from '../../../electron/bridge/contract.ts';
import { bridge } from '../../bridge.ts';
import { SmallDialog } from '../../components/SmallDialog.tsx';
import { Spinner } from '../../components/Spinner.tsx';
import { formatDateTime, useTranslate } from '../../i18n.tsx';
import { deliveryWords } from '../conversation/delivery-words.ts';
import { trustWords } from '../trust/trust-words.ts';
import history from './EditHistory.module.css';
import styles from './MessageDetails.module.css';
import { messageElementId } from './message-popup.ts';

interface MessageDetailsProps {
  readonly message: MessageView;
  readonly conversation: ConversationView;
  readonly onClose: () => void;
}

/** When a message was written and came, and who has it: what is known, and no more. */
export function MessageDetails({ message, conversation, onClose }: MessageDetailsProps) {
  const t = useTranslate();
  const details = useDetails(message);
  const { isMine, author, editedAtMs } = message;
  const { name, group, trust } = conversation;
  const from = isMine ? t('message.sentByYou') : (author?.name ?? name);
  return (
    <SmallDialog
      title={t('details.title')}
      onClose={onClose}
      returnTo={() => document.getElementById(messageElementId(message.id))}
    >
      {details === 'loading' && (
        <p className={history.state}>
          <Spinner /> {t('details.loading')}
        </p>
      )}
      {details === 'failed' && <p className={history.state}>{t('details.failed')}</p>}
      {typeof details === 'object' && (
        <dl className={styles.facts}>
          <Fact label={t('details.from')}>
            <bdi>{from}</bdi>
          </Fact>
          <Fact label={t('details.written')} hint={isMine ? undefined : t('details.writtenHint', { name: from })}>
            <Time atMs={details.writtenAtMs} />
          </Fact>
          {!isMine && (
            <Fact label={t('details.arrivedHere')}>
              <Time atMs={details.storedAtMs} />
            </Fact>
          )}
          {editedAtMs !== undefined && (
            <Fact label={t('details.changed')}>
              <Time atMs={editedAtMs} />
            </Fact>
          )}
          {isMine && group === undefined && (
            <Fact label={t('details.state')}>{deliveryWords(message.delivery, t)}</Fact>
          )}
          {group !== undefined && details.people.length > 0 && (
            <Fact label={t('details.people')}>
              <ul className={styles.people}>
                {details.people.map((person) => (
                  <li key={person.device} className={styles.person}>
                    <bdi className={styles.name}>{person.name}</bdi>
                    <span className={styles.state}>{deliveryWords(person.delivery, t)}</span>
                  </li>
                ))}
              </ul>
            </Fact>
          )}
          {group === undefined && (
            <Fact label={t('details.way', { name })} hint={t('details.wayHint')}>
              {trustWords(trust, name, t).pill}
            </Fact>
          )}
        </dl>
      )}
    </SmallDialog>
  );
}

interface FactProps {
  readonly label: string;
  readonly hint?: string | undefined;
  readonly children: ReactNode;
}

function Fact({ label, hint, children }: FactProps) {
  return (
    <div className={styles.fact}>
      <dt className={styles.label}>{label}</dt>
      <dd>{children}</dd>
      {hint !== undefined && <dd className={styles.hint}>{hint}</dd>}
    </div>
  );
}

function Time({ atMs }: { readonly atMs: number }) {
  return <time dateTime={new Date(atMs).toISOString()}>{formatDateTime(atMs)}</time>;
}

/** Asked for once, and again whenever the message changes: it may arrive while one looks. */
function useDetails(message: MessageView): MessageDetailsView | 'loading' | 'failed' {
  const [details, setDetails] = useState<MessageDetailsView | 'loading' | 'failed'>('loading');
  useEffect(() => {
    let isWanted = true;
    const { conversationId, id: messageId } = message;
    void bridge.getDetails({ conversationId, messageId }).then((answer) => {
      if (isWanted) setDetails(answer.ok ? answer.value : 'failed');
    });
    return () => {
      isWanted = false;
    };
  }, [message]);
  return details;
}
