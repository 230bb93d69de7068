import { Menu } from '@base-ui/react/menu';
import type { MessageView } from '../../../electron/bridge/contract.ts';
import { useTranslate } from '../../i18n.tsx';
import { react } from './message-actions.ts';
import { QUICK_EMOJI } from './message-popup.ts';
import styles from './QuickReactions.module.css';

interface QuickReactionsProps {
  readonly message: MessageView;
  readonly onClose: () => void;
}

/** The six, and the one that was given instead. */
export function QuickReactions({ message, onClose }: QuickReactionsProps) {
  const t = useTranslate();
  const given = message.reactions.find(({ isMine }) => isMine)?.emoji;
  return (
    <Menu.Group className={styles.row ?? ''}>
      {QUICK_EMOJI.map((emoji) => (
        <Menu.Item
          key={emoji}
          className={styles.emoji ?? ''}
          data-given={emoji === given}
          aria-label={t(emoji === given ? 'message.takeBack' : 'message.reactWith', { emoji })}
          onClick={() => {
            void react(message, emoji);
            onClose();
          }}
        >
          {emoji}
        </Menu.Item>
      ))}
    </Menu.Group>
  );
}
