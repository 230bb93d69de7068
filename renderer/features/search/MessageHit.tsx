import { File, Image } from 'lucide-react';
import type { SearchView } from '../../../electron/bridge/contract.ts';
import { Avatar } from '../../components/Avatar.tsx';
import { useTranslate } from '../../i18n.tsx';
import { useAppStore } from '../../store/app-store.ts';
import { useToday } from '../../use-today.ts';
import { listTimeOf } from '../conversation-list/list-time.ts';
import styles from './Hit.module.css';
import { plainSnippet } from './plain-snippet.ts';

interface MessageHitProps {
  readonly hit: SearchView['messages'][number];
  /** All are of one chat, whose name need not be said. */
  readonly isWithin: boolean;
  readonly id: string;
  readonly isActive: boolean;
  readonly onOpen: () => void;
}

/** A message that was found, with the words it was found by. */
export function MessageHit({ hit: { message, snippet }, isWithin, id, isActive, onOpen }: MessageHitProps) {
  const t = useTranslate();
  const todayMs = useToday();
  const conversation = useAppStore((state) => state.conversationsById[message.conversationId]);
  const chat = conversation?.name ?? '';
  const author = message.isMine ? t('message.sentByYou') : (message.author?.name ?? chat);
  return (
    // The field has the focus and the keys (ARIA "combobox").
    <div
      id={id}
      role="option"
      aria-selected={isActive}
      tabIndex={-1}
      className={styles.hit}
      onClick={onOpen}
      onKeyDown={undefined}
    >
      {!isWithin && <Avatar hashname={conversation?.person ?? message.conversationId} name={chat} size="small" />}
      <span className={styles.name}>
        <bdi>{isWithin ? author : chat}</bdi>
      </span>
      <time className={styles.time} dateTime={new Date(message.atMs).toISOString()}>
        {listTimeOf(message.atMs, todayMs, t)}
      </time>
      <span className={styles.snippet} dir="auto">
        {message.content.kind === 'album' && (
          <Image className={styles.icon} aria-label={t('album.label', { count: 1 })} />
        )}
        {message.content.kind === 'file' && <File className={styles.icon} aria-label={t('search.file')} />}
        {!isWithin && author !== chat && `${author}: `}
        {placed(plainSnippet(snippet)).map(({ at, text, isHit }) =>
          isHit ? <mark key={at}>{text}</mark> : <span key={at}>{text}</span>,
        )}
      </span>
    </div>
  );
}

type Part = MessageHitProps['hit']['snippet'][number];

/** Each part with the place of its first letter. */
function placed(parts: readonly Part[]): readonly (Part & { readonly at: number })[] {
  let at = 0;
  return parts.map((part) => {
    const place = at;
    at += part.text.length + 1; // an empty part has a place of its own, too
    return { ...part, at: place };
  });
}
