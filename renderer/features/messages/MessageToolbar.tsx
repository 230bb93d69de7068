import { Ellipsis, Reply, SmilePlus } from 'lucide-react';
import type { MessageView } from '../../../electron/bridge/contract.ts';
import { IconButton } from '../../components/IconButton.tsx';
import { useTranslate } from '../../i18n.tsx';
import { startReply } from './draft-about.ts';
import { focusComposer } from './focus-composer.ts';
import styles from './MessageToolbar.module.css';
import type { OpenPopup } from './message-popup.ts';

interface MessageToolbarProps {
  readonly message: MessageView;
  readonly canReact: boolean;
  readonly canReply: boolean;
  readonly onOpen: OpenPopup;
}

/** For the pointer, over a message's corner. The keyboard opens the same menu with Enter, so Tab passes by. */
export function MessageToolbar({ message, canReact, canReply, onOpen }: MessageToolbarProps) {
  const t = useTranslate();
  const reply = () => {
    startReply(message);
    focusComposer();
  };
  return (
    <div className={styles.toolbar} role="toolbar" aria-label={t('message.tools')}>
      {canReact && (
        <IconButton
          look="small"
          tabIndex={-1}
          label={t('message.react')}
          onClick={(event) => onOpen({ kind: 'react', messageId: message.id, anchor: event.currentTarget })}
        >
          <SmilePlus />
        </IconButton>
      )}
      {canReply && (
        <IconButton look="small" tabIndex={-1} label={t('message.reply')} onClick={reply}>
          <Reply data-mirrors />
        </IconButton>
      )}
      <IconButton
        look="small"
        tabIndex={-1}
        label={t('message.more')}
        aria-haspopup="menu"
        onClick={(event) => onOpen({ kind: 'menu', messageId: message.id, anchor: event.currentTarget })}
      >
        <Ellipsis />
      </IconButton>
    </div>
  );
}
