import { type FormEvent, useId, useState } from 'react';
import type { MessageView } from '../../../electron/bridge/contract.ts';
import { Button } from '../../components/Button.tsx';
import { SmallDialog } from '../../components/SmallDialog.tsx';
import { useTranslate } from '../../i18n.tsx';
import { EMOJI_CHARS_MAX } from '../../limits.ts';
import styles from './EmojiDialog.module.css';
import { react } from './message-actions.ts';
import { messageElementId } from './message-popup.ts';

interface EmojiDialogProps {
  readonly message: MessageView;
  readonly onClose: () => void;
}

/** Any emoji there is: typed, pasted, or from the system's own picker. */
export function EmojiDialog({ message, onClose }: EmojiDialogProps) {
  const t = useTranslate();
  const [emoji, setEmoji] = useState('');
  const hintId = useId();
  const give = async (event: FormEvent) => {
    event.preventDefault();
    if (await react(message, emoji.trim())) onClose();
  };
  return (
    <SmallDialog
      title={t('emoji.title')}
      onClose={onClose}
      returnTo={() => document.getElementById(messageElementId(message.id))}
    >
      <form className={styles.form} onSubmit={(event) => void give(event)}>
        <input
          className={styles.field}
          aria-label={t('emoji.label')}
          aria-describedby={hintId}
          maxLength={EMOJI_CHARS_MAX}
          value={emoji}
          onChange={(event) => setEmoji(event.target.value)}
        />
        <Button look="main" type="submit" disabled={emoji.trim() === ''}>
          {t('emoji.give')}
        </Button>
      </form>
      <p id={hintId} className={styles.hint}>
        {t('emoji.hint')}
      </p>
    </SmallDialog>
  );
}
