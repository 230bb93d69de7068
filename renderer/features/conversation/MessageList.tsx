import { useCallback, useMemo, useRef, useState } from 'react';
import { Virtualizer, type VirtualizerHandle } from 'virtua';
import type { ConversationView, MessageId } from '../../../electron/bridge/contract.ts';
import { useTranslate } from '../../i18n.tsx';
import { CHAT_BUFFER_PX } from '../../limits.ts';
import { useAppStore } from '../../store/app-store.ts';
import type { MessagePage } from '../../store/message-page.ts';
import { MessagePopups } from '../messages/MessagePopups.tsx';
import type { MessagePopup } from '../messages/message-popup.ts';
import { Announcer } from './Announcer.tsx';
import { ChatEnd } from './ChatEnd.tsx';
import { ChatTop } from './ChatTop.tsx';
import { type ChatRow, chatRows } from './chat-rows.ts';
import { DayDivider, LateDivider, UnreadDivider } from './dividers.tsx';
import { JumpButtons } from './JumpButtons.tsx';
import { MessageBubble } from './MessageBubble.tsx';
import styles from './MessageList.module.css';
import { useSteadyRows } from './steady-rows.ts';
import { TypingLine } from './TypingLine.tsx';
import { useChatScroll } from './use-chat-scroll.ts';
import { useJump } from './use-jump.ts';

interface MessageListProps {
  readonly conversation: ConversationView;
  readonly page: MessagePage | undefined;
  readonly onOpenPhoto: (messageId: MessageId, index: number) => void;
}

const NO_MESSAGES: MessagePage['messages'] = [];
/** A scroller must be reachable by the keyboard, whatever lies in it (WCAG 2.1.1). */
const REACHABLE = { tabIndex: 0 } as const;

/** The messages of a chat, of which only the visible ones are drawn. */
export function MessageList({ conversation, page, onOpenPhoto }: MessageListProps) {
  const t = useTranslate();
  const unreadMark = useAppStore((state) => state.unreadMark ?? null);
  const messages = page?.messages ?? NO_MESSAGES;
  const hasNewer = page?.hasNewer === true;
  const wanted = useMemo(() => chatRows(messages, unreadMark, hasNewer), [messages, unreadMark, hasNewer]);
  const { rows, isShift } = useSteadyRows(wanted, page?.stretch ?? 0);
  const scroller = useRef<HTMLElement>(null);
  const list = useRef<VirtualizerHandle>(null);
  const scroll = useChatScroll({ conversation, page, rows, list, scroller });
  const jumps = useJump({ id: conversation.id, page, rows, list, leaveBottom: scroll.leaveBottom });
  const goToNewest = () => {
    jumps.forget();
    scroll.jumpToNewest();
  };
  const [popup, setPopup] = useState<MessagePopup | null>(null);
  const closePopup = useCallback(() => setPopup(null), []);
  const { name, group } = conversation;
  const newestId = messages.findLast(({ content }) => content.kind !== 'group')?.id;

  const openPhoto = useRef(onOpenPhoto);
  openPhoto.current = onOpenPhoto;
  const onOpen = useCallback((messageId: MessageId, index: number) => openPhoto.current(messageId, index), []);

  const drawRow = (row: ChatRow) => {
    switch (row.kind) {
      case 'top':
        return <ChatTop key={row.key} conversation={conversation} page={page} />;
      case 'day':
        return <DayDivider key={row.key} atMs={row.atMs} />;
      case 'unread':
        return <UnreadDivider key={row.key} count={row.count} />;
      case 'late':
        return <LateDivider key={row.key} />;
      case 'message': {
        const { key, message, startsGroup, endsGroup, showsState } = row;
        return (
          <MessageBubble
            key={key}
            message={message}
            name={name}
            group={group}
            isAway={conversation.trust.state === 'waiting'}
            startsGroup={startsGroup}
            endsGroup={endsGroup}
            showsState={showsState}
            isTabStop={message.id === newestId}
            isFound={message.id === jumps.found}
            onOpenPhoto={onOpen}
            onOpenPopup={setPopup}
            onJump={jumps.jump}
          />
        );
      }
      case 'end':
        return <ChatEnd key={row.key} id={conversation.id} page={page} />;
      default:
        return <div key="none" />;
    }
  };

  return (
    <div className={styles.frame}>
      <section
        {...REACHABLE}
        ref={scroller}
        className={styles.scroller}
        aria-label={t('chat.messagesLabel', { name })}
        aria-busy={page === undefined || page.loading === 'place'}
      >
        <div className={styles.spacer} />
        <Virtualizer
          key={page?.stretch ?? 0}
          ref={list}
          as="ol"
          item="li"
          data={rows}
          bufferSize={CHAT_BUFFER_PX}
          shift={isShift}
          onScroll={scroll.onScroll}
          onScrollEnd={scroll.onScrollEnd}
          onResize={scroll.onResize}
        >
          {drawRow}
        </Virtualizer>
      </section>
      <TypingLine conversation={conversation} />
      <JumpButtons
        isAway={scroll.isAway}
        unreadCount={conversation.unreadCount}
        onJump={goToNewest}
        onReturn={jumps.canGoBack ? jumps.goBack : undefined}
      />
      <Announcer name={name} page={page} />
      <MessagePopups
        popup={popup}
        conversation={conversation}
        messages={messages}
        onOpen={setPopup}
        onClose={closePopup}
      />
    </div>
  );
}
