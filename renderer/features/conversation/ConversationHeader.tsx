import { ChevronRight, Images } from 'lucide-react';
import type { ConversationView } from '../../../electron/bridge/contract.ts';
import { Avatar } from '../../components/Avatar.tsx';
import { IconButton } from '../../components/IconButton.tsx';
import { useTranslate } from '../../i18n.tsx';
import type { Details } from '../../store/view-slice.ts';
import { MembersButton } from '../groups/MembersButton.tsx';
import { GroupReach } from '../trust/GroupReach.tsx';
import { TrustPill } from '../trust/TrustPill.tsx';
import { BackButton } from '../window/BackButton.tsx';
import { ChatMenu } from './ChatMenu.tsx';
import styles from './ConversationHeader.module.css';

interface ConversationHeaderProps {
  readonly conversation: ConversationView;
  readonly details: Details | null;
  readonly onToggleDetails: (details: Details) => void;
}

export function ConversationHeader({ conversation, details, onToggleDetails }: ConversationHeaderProps) {
  const t = useTranslate();
  const { group } = conversation;
  return (
    <header className={styles.header}>
      <div className={styles.row}>
        <BackButton />
        <Avatar hashname={conversation.person ?? conversation.id} name={conversation.name} size="small" />
        <h2 className={styles.name} title={conversation.name}>
          {group?.state === 'invited' ? (
            <bdi className={styles.words}>{conversation.name}</bdi>
          ) : (
            <button
              type="button"
              className={styles.about}
              title={t('contact.about', { name: conversation.name })}
              aria-expanded={details === 'about'}
              onClick={() => onToggleDetails('about')}
            >
              <bdi className={styles.words}>{conversation.name}</bdi>
              <ChevronRight className={styles.arrow} aria-hidden="true" data-mirrors />
            </button>
          )}
        </h2>
        {group !== undefined && group.members.length > 0 && (
          <MembersButton group={group} isOpen={details === 'about'} onToggle={() => onToggleDetails('about')} />
        )}
        {group?.state !== 'invited' && (
          <IconButton
            label={t('gallery.open')}
            className={styles.media}
            aria-pressed={details === 'media'}
            onClick={() => onToggleDetails('media')}
          >
            <Images />
          </IconButton>
        )}
        {group?.state !== 'invited' && <ChatMenu id={conversation.id} onShowMedia={() => onToggleDetails('media')} />}
        {group !== undefined && <GroupReach group={group} />}
        {/* Nobody is looked for after a refusal: the note below says what to do. */}
        {conversation.refusal === undefined && group === undefined && <TrustPill conversation={conversation} />}
      </div>
    </header>
  );
}
