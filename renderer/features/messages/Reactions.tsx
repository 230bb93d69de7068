import type { MessageView, ReactionView } from '../../../electron/bridge/contract.ts';
import { formatList, type Translate, useTranslate } from '../../i18n.tsx';
import { react } from './message-actions.ts';
import styles from './Reactions.module.css';

interface ReactionsProps {
  readonly message: MessageView;
  /** The other person's, between two. */
  readonly name: string;
  readonly canReact: boolean;
}

/** Who reacted with what. A click joins in or takes one's own back. */
export function Reactions({ message, name, canReact }: ReactionsProps) {
  const t = useTranslate();
  if (message.reactions.length === 0) return null;
  return (
    <ul className={styles.reactions} aria-label={t('message.reactions')}>
      {message.reactions.map((reaction) => {
        const label = t('message.reaction', { emoji: reaction.emoji, names: namesOf(reaction, name, t) });
        return (
          <li key={reaction.emoji}>
            <button
              type="button"
              className={styles.reaction}
              aria-label={label}
              title={label}
              aria-pressed={reaction.isMine}
              disabled={!canReact}
              onClick={() => void react(message, reaction.emoji)}
            >
              <span className={styles.emoji}>{reaction.emoji}</span>
              {/* Drawn by the stylesheet, for the eye: the ear has all the names. */}
              {reaction.count > 1 && <span className={styles.count} data-count={reaction.count} />}
            </button>
          </li>
        );
      })}
    </ul>
  );
}

function namesOf({ names, count, isMine }: ReactionView, name: string, t: Translate): string {
  const hasOther = count > (isMine ? 1 : 0);
  const others = names.length > 0 ? names : hasOther ? [name] : [];
  return formatList(isMine ? [...others, t('message.reactionYou')] : others);
}
