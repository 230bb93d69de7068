import type { DeliveryView, MessageView } from '../../../electron/bridge/contract.ts';
import { formatTime, type Translate, useTranslate } from '../../i18n.tsx';
import type { OpenPopup } from '../messages/message-popup.ts';
import { deliveryWords } from './delivery-words.ts';
import { EditedMark } from './EditedMark.tsx';
import styles from './MessageMeta.module.css';

/** Why a text stays here: one was taken out of the group before it (the messenger's word). */
const NOT_IN_GROUP = 'not-in-group';

interface MessageMetaProps {
  readonly message: MessageView;
  readonly name: string;
  readonly showsState: boolean;
  readonly onOpenPopup: OpenPopup;
  /** Inside a group the time waits beside its bubble for whoever points there. */
  readonly isBeside?: boolean;
}

/** When, and for one's own how far. */
export function MessageMeta({ message, name, showsState, onOpenPopup, isBeside = false }: MessageMetaProps) {
  const t = useTranslate();
  const { delivery } = message;
  const state = deliveryWords(delivery, t);
  return (
    <p className={styles.meta} data-beside={isBeside} data-mine={message.isMine} data-state={delivery.name}>
      <time className={styles.time} dateTime={new Date(message.atMs).toISOString()}>
        {formatTime(message.atMs)}
      </time>
      <EditedMark message={message} onOpen={onOpenPopup} />
      {state !== null && (
        <span className={showsState ? styles.state : 'spoken'} title={hintOf(delivery, name, t)}>
          {state}
        </span>
      )}
    </p>
  );
}

function hintOf(delivery: DeliveryView, name: string, t: Translate): string | undefined {
  if (delivery.name !== 'not-sent') return undefined;
  return delivery.reason === NOT_IN_GROUP ? t('delivery.notSent.left') : t('delivery.notSent.hint', { name });
}
