import { type KeyboardEvent, type MouseEvent, memo } from 'react';
import type { ConversationView, MessageId, MessageView } from '../../../electron/bridge/contract.ts';
import { useTranslate } from '../../i18n.tsx';
import { FileBubble } from '../files/FileBubble.tsx';
import { groupNote } from '../groups/group-note.ts';
import { withPresentName } from '../groups/group-people.ts';
import { goneWords } from '../messages/gone-words.ts';
import { MessageToolbar } from '../messages/MessageToolbar.tsx';
import { abilitiesOf } from '../messages/message-abilities.ts';
import { messageElementId, type OpenPopup, pointAnchor } from '../messages/message-popup.ts';
import { Quote } from '../messages/Quote.tsx';
import { Reactions } from '../messages/Reactions.tsx';
import { Album } from '../photos/Album.tsx';
import { AlbumCaptions } from '../photos/AlbumCaptions.tsx';
import { AlbumTransfer } from '../photos/AlbumTransfer.tsx';
import { MessageText } from '../text/MessageText.tsx';
import { VoiceBubble } from '../voice/VoiceBubble.tsx';
import { Author, AuthorPicture } from './Author.tsx';
import styles from './MessageBubble.module.css';
import { MessageMeta } from './MessageMeta.tsx';
import { moveFocus } from './move-focus.ts';
import { isBigEmoji } from './text-look.ts';

interface MessageBubbleProps {
  readonly message: MessageView;
  /** The other person's, or the group's. */
  readonly name: string;
  readonly group: ConversationView['group'];
  /** They are off: what is missing of their photos comes later. */
  readonly isAway: boolean;
  readonly startsGroup: boolean;
  readonly endsGroup: boolean;
  readonly showsState: boolean;
  /** The one message that the Tab key reaches; the arrows go on from there. */
  readonly isTabStop: boolean;
  /** It was just jumped to. */
  readonly isFound: boolean;
  readonly onOpenPhoto: (id: MessageId, index: number) => void;
  readonly onOpenPopup: OpenPopup;
  readonly onJump: (id: MessageId, from: MessageId) => void;
}

/** One message: who, what, when, how far, in this order, also for the ear. */
export const MessageBubble = memo(function MessageBubble(props: MessageBubbleProps) {
  const { name, group, startsGroup, endsGroup, showsState, isTabStop, isFound, onOpenPopup } = props;
  const message = withPresentName(props.message, group);
  const t = useTranslate();
  if (message.content.kind === 'group') return <p className={styles.note}>{groupNote(message.content.note, t)}</p>;
  const hasLine = endsGroup || showsState || message.editedAtMs !== undefined; // what was changed says so
  const abilities = abilitiesOf(message, { group });
  const open = (anchor: Parameters<OpenPopup>[0]['anchor']) =>
    onOpenPopup({ kind: 'menu', messageId: message.id, anchor });
  const onContextMenu = (event: MouseEvent) => {
    if (window.getSelection()?.isCollapsed === false) return; // the system's own menu copies what is selected
    event.preventDefault();
    open(pointAnchor(event.clientX, event.clientY));
  };
  const onKeyDown = (event: KeyboardEvent<HTMLElement>) => {
    if (event.target !== event.currentTarget) return; // a photo or a quote within
    if (event.key === 'Enter' || event.key === 'ContextMenu') {
      event.preventDefault();
      open(event.currentTarget.querySelector(`.${styles.body}`) ?? event.currentTarget);
    } else if (moveFocus(event.currentTarget, event.key)) event.preventDefault();
  };
  return (
    <article
      id={messageElementId(message.id)}
      className={styles.message}
      data-mine={message.isMine}
      data-starts={startsGroup}
      data-ends={endsGroup}
      data-look={lookOf(message)}
      data-authored={group !== undefined && !message.isMine}
      data-found={isFound}
      tabIndex={isTabStop ? 0 : -1}
      aria-keyshortcuts="Enter"
      onContextMenu={onContextMenu}
      onKeyDown={onKeyDown}
    >
      <Author message={message} name={name} isShown={group !== undefined && startsGroup} />
      <div className={styles.body}>
        {group !== undefined && endsGroup && <AuthorPicture message={message} />}
        <Content {...props} message={message} />
        <MessageToolbar
          message={message}
          canReact={abilities.canReact}
          canReply={abilities.canReply}
          onOpen={onOpenPopup}
        />
        {!hasLine && <MessageMeta {...props} isBeside />}
      </div>
      <Reactions message={message} name={name} canReact={abilities.canReact} />
      {hasLine && <MessageMeta {...props} />}
    </article>
  );
});

function Content({ message, name, isAway, onOpenPhoto, onJump }: MessageBubbleProps) {
  const t = useTranslate();
  const { content, reply } = message;
  const sender = { name: message.author?.name ?? name, isAway };
  switch (content.kind) {
    case 'text':
      return (
        <div className={styles.bubble}>
          {reply !== undefined && <Quote reply={reply} name={name} onJump={() => onJump(reply.id, message.id)} />}
          <MessageText text={content.text} />
        </div>
      );
    case 'album':
      return (
        <div className={styles.bubble}>
          <Album message={message} photos={content.photos} onOpen={(index) => onOpenPhoto(message.id, index)} />
          <AlbumCaptions photos={content.photos} />
          <AlbumTransfer message={message} photos={content.photos} sender={sender} />
        </div>
      );
    case 'file':
      return (
        <div className={styles.bubble}>
          <FileBubble message={message} file={content.file} sender={sender} />
        </div>
      );
    case 'voice':
      return (
        <div className={styles.bubble}>
          <VoiceBubble message={message} voice={content.voice} sender={sender} />
        </div>
      );
    case 'gone':
      return <p className={styles.bubble}>{goneWords(message, name, t)}</p>;
    case 'newer-version':
      return <p className={styles.bubble}>{t('chat.newerVersion')}</p>;
    default:
      return null;
  }
}

function lookOf({ content, reply }: MessageView): 'text' | 'emoji' | 'album' | 'marker' {
  if (content.kind === 'text') return reply === undefined && isBigEmoji(content.text) ? 'emoji' : 'text';
  if (content.kind === 'file' || content.kind === 'voice') return 'text';
  return content.kind === 'album' ? 'album' : 'marker';
}
