import { memo } from 'react';
import type { MessageId, MessageView } from '../../../electron/bridge/contract.ts';
import { useTranslate } from '../../i18n.tsx';
import { groupNote } from '../groups/group-note.ts';
import { Album } from '../photos/Album.tsx';
import { AlbumCaptions } from '../photos/AlbumCaptions.tsx';
import styles from './MessageBubble.module.css';
import { MessageMeta } from './MessageMeta.tsx';
import { isBigEmoji } from './text-look.ts';

interface MessageBubbleProps {
  readonly message: MessageView;
  /** The other person's. */
  readonly name: string;
  /** They are off: what is missing of their photos comes later. */
  readonly isAway: boolean;
  readonly startsGroup: boolean;
  readonly endsGroup: boolean;
  readonly showsState: boolean;
  readonly onOpenPhoto: (id: MessageId, index: number) => void;
}

/** One message: who, what, when, how far, in this order, also for the ear. */
export const MessageBubble = memo(function MessageBubble(props: MessageBubbleProps) {
  const { message, name, startsGroup, endsGroup, showsState } = props;
  const t = useTranslate();
  const hasLine = endsGroup || showsState;
  return (
    <article
      className={styles.message}
      data-mine={message.isMine}
      data-starts={startsGroup}
      data-ends={endsGroup}
      data-look={lookOf(message)}
    >
      <span className="spoken">{message.isMine ? t('message.sentByYou') : (message.author?.name ?? name)}</span>
      <div className={styles.body}>
        <Content {...props} />
        {!hasLine && <MessageMeta {...props} isBeside />}
      </div>
      {hasLine && <MessageMeta {...props} />}
    </article>
  );
});

function Content({ message, name, isAway, onOpenPhoto }: MessageBubbleProps) {
  const t = useTranslate();
  const { content } = message;
  switch (content.kind) {
    case 'text':
      return (
        <p className={styles.bubble} dir="auto">
          {content.text}
        </p>
      );
    case 'album':
      return (
        <div className={styles.bubble}>
          <Album photos={content.photos} onOpen={(index) => onOpenPhoto(message.id, index)} />
          <AlbumCaptions photos={content.photos} name={name} isMine={message.isMine} isAway={isAway} />
        </div>
      );
    case 'file':
      return (
        <p className={styles.bubble} dir="auto">
          {content.file.name}
        </p>
      );
    case 'voice':
      return <p className={styles.bubble}>{t('list.voice')}</p>;
    case 'group':
      return <p className={styles.bubble}>{groupNote(content.note, t)}</p>;
    case 'gone':
      return <p className={styles.bubble}>{t('chat.gone')}</p>;
    case 'newer-version':
      return <p className={styles.bubble}>{t('chat.newerVersion')}</p>;
    default:
      return null;
  }
}

function lookOf({ content }: MessageView): 'text' | 'emoji' | 'album' | 'marker' {
  if (content.kind === 'text') return isBigEmoji(content.text) ? 'emoji' : 'text';
  return content.kind === 'album' ? 'album' : 'marker';
}
