import type { MessageView } from '../../../electron/bridge/contract.ts';
import { Avatar } from '../../components/Avatar.tsx';
import { useTranslate } from '../../i18n.tsx';
import styles from './Author.module.css';

interface AuthorProps {
  readonly message: MessageView;
  /** The other person's, between two. */
  readonly name: string;
  /** For the eye too: in a group, above the first of several. */
  readonly isShown: boolean;
}

/** Who wrote it: always for the ear. */
export function Author({ message: { isMine, author }, name, isShown }: AuthorProps) {
  const t = useTranslate();
  const who = isMine ? t('message.sentByYou') : (author?.name ?? name);
  return (
    <span className={isShown && !isMine ? styles.name : 'spoken'}>
      <bdi>{who}</bdi>
    </span>
  );
}

/** Beside the last of several messages of one person in a group. */
export function AuthorPicture({ message: { isMine, author } }: Pick<AuthorProps, 'message'>) {
  if (isMine || author === undefined) return null;
  return (
    <span className={styles.picture}>
      <Avatar hashname={author.device} name={author.name} size="tiny" />
    </span>
  );
}
