import { Pencil, Reply, X } from 'lucide-react';
import type { ConversationId } from '../../../electron/bridge/contract.ts';
import { IconButton } from '../../components/IconButton.tsx';
import { type Translate, useTranslate } from '../../i18n.tsx';
import type { DraftAbout } from '../../store/drafts-slice.ts';
import { dropAbout } from '../messages/draft-about.ts';
import { focusComposer } from '../messages/focus-composer.ts';
import { quotedText } from '../messages/quote-words.ts';
import styles from './AboutBar.module.css';

interface AboutBarProps {
  readonly id: ConversationId;
  readonly name: string;
  readonly about: DraftAbout | null;
}

/** What the text being written answers or changes. Said aloud when it begins. */
export function AboutBar({ id, name, about }: AboutBarProps) {
  const t = useTranslate();
  const drop = () => {
    dropAbout(id);
    focusComposer();
  };
  return (
    <div role="status">
      {about !== null && (
        <div className={styles.bar}>
          {about.kind === 'edit' ? <Pencil aria-hidden="true" /> : <Reply aria-hidden="true" data-mirrors />}
          <p className={styles.words}>
            <span className={styles.title}>{titleOf(about, name, t)}</span>
            <span className={styles.text} dir="auto">
              {about.kind === 'edit' ? about.before : quotedText(about.quoted, t)}
            </span>
          </p>
          <IconButton
            look="small"
            label={t(about.kind === 'edit' ? 'composer.stopEdit' : 'composer.stopReply')}
            onClick={drop}
          >
            <X />
          </IconButton>
        </div>
      )}
    </div>
  );
}

function titleOf(about: DraftAbout, name: string, t: Translate): string {
  if (about.kind === 'edit') return t('composer.editing');
  if (about.quoted.isMine) return t('composer.replyingToYou');
  return t('composer.replyingTo', { name: about.quoted.author?.name ?? name });
}
