import { useState } from 'react';
import { useShallow } from 'zustand/react/shallow';
import type { ConversationId, ConversationView, MessageView } from '../../../electron/bridge/contract.ts';
import { Avatar } from '../../components/Avatar.tsx';
import { SmallDialog } from '../../components/SmallDialog.tsx';
import { useTranslate } from '../../i18n.tsx';
import { type AppState, useAppStore } from '../../store/app-store.ts';
import { selectConversationIds } from '../../store/conversations-slice.ts';
import { messageElementId } from '../messages/message-popup.ts';
import styles from './ForwardDialog.module.css';
import { forwardMessage, placesToForward } from './forward-message.ts';

interface ForwardDialogProps {
  readonly message: MessageView;
  readonly onClose: () => void;
}

/** To whom a message is passed on: one click, and it is on its way. */
export function ForwardDialog({ message, onClose }: ForwardDialogProps) {
  const t = useTranslate();
  const [typed, setTyped] = useState('');
  const [goingTo, setGoingTo] = useState<ConversationId | null>(null);
  const conversations = useAppStore(useShallow(selectInOrder));
  const places = placesToForward(conversations, typed);
  const choose = async (to: ConversationView) => {
    setGoingTo(to.id);
    if (await forwardMessage(message, to)) onClose();
    else setGoingTo(null);
  };
  return (
    <SmallDialog
      title={t('forward.title')}
      onClose={onClose}
      returnTo={() => document.getElementById(messageElementId(message.id))}
    >
      <input
        className={styles.field}
        type="search"
        dir="auto"
        aria-label={t('forward.search')}
        placeholder={t('forward.search')}
        value={typed}
        onChange={({ target }) => setTyped(target.value)}
      />
      <ul className={styles.places}>
        {places.map((place) => (
          <li key={place.id}>
            <button
              type="button"
              className={styles.place}
              disabled={goingTo !== null}
              onClick={() => void choose(place)}
            >
              <Avatar hashname={place.person ?? place.id} name={place.name} size="small" />
              <bdi className={styles.name}>{place.name}</bdi>
            </button>
          </li>
        ))}
      </ul>
      {places.length === 0 && <p className={styles.none}>{t('forward.none')}</p>}
    </SmallDialog>
  );
}

const selectInOrder = (state: AppState): readonly ConversationView[] =>
  selectConversationIds(state).flatMap((id) => state.conversationsById[id] ?? []);
