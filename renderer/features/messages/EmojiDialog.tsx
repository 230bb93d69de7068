import type { MessageView } from '../../../electron/bridge/contract.ts';
import { SmallDialog } from '../../components/SmallDialog.tsx';
import { useTranslate } from '../../i18n.tsx';
import { EmojiPicker } from '../emoji/EmojiPicker.tsx';
import { react } from './message-actions.ts';
import { messageElementId } from './message-popup.ts';

interface EmojiDialogProps {
  readonly message: MessageView;
  readonly onClose: () => void;
}

/** Any emoji there is, as a reaction. */
export function EmojiDialog({ message, onClose }: EmojiDialogProps) {
  const t = useTranslate();
  const give = async (emoji: string) => {
    if (await react(message, emoji)) onClose();
  };
  return (
    <SmallDialog
      title={t('emoji.title')}
      onClose={onClose}
      returnTo={() => document.getElementById(messageElementId(message.id))}
    >
      <EmojiPicker onPick={(emoji) => void give(emoji)} />
    </SmallDialog>
  );
}
