import { Menu } from '@base-ui/react/menu';
import {
  Archive,
  ArchiveRestore,
  ArrowDown,
  ArrowUp,
  Bell,
  BellOff,
  Mail,
  MailOpen,
  Pin,
  PinOff,
  Trash,
} from 'lucide-react';
import type { ReactNode, RefObject } from 'react';
import { useShallow } from 'zustand/react/shallow';
import type { ConversationId, ConversationView } from '../../../electron/bridge/contract.ts';
import { useTranslate } from '../../i18n.tsx';
import { useAppStore } from '../../store/app-store.ts';
import { isMuted, selectConversation, selectPinnedIds, unreadOf } from '../../store/conversations-slice.ts';
import type { PopupAnchor } from '../messages/message-popup.ts';
import { MUTE_TIMES } from './mute-times.ts';
import styles from './RowMenu.module.css';
import { deleteChat, markRead, markUnread, movePin, mute, setArchived, setPinned } from './row-actions.ts';
import { rowId } from './row-id.ts';

export interface RowPopup {
  readonly id: ConversationId;
  readonly anchor: PopupAnchor;
}

interface RowMenuProps {
  readonly popup: RowPopup;
  readonly popupsIn: RefObject<HTMLElement | null>;
  readonly onClose: () => void;
}

/** What to do with a chat: by the right mouse button or the menu key on its row. */
export function RowMenu({ popup, popupsIn, onClose }: RowMenuProps) {
  const t = useTranslate();
  const conversation = useAppStore(selectConversation(popup.id));
  if (conversation === undefined) return null;
  return (
    <Menu.Root open onOpenChange={(isOpen) => !isOpen && onClose()}>
      <Menu.Portal container={popupsIn}>
        <Menu.Positioner
          className={styles.positioner ?? ''}
          anchor={popup.anchor}
          side="bottom"
          align="start"
          sideOffset={2}
          collisionPadding={8}
        >
          <Menu.Popup
            className={styles.menu ?? ''}
            aria-label={t('row.menu', { name: conversation.name })}
            finalFocus={() => document.getElementById(rowId(popup.id)) ?? true}
          >
            <PinItems conversation={conversation} />
            <MuteItems conversation={conversation} />
            <ReadItem conversation={conversation} />
            <Item
              icon={conversation.isArchived ? <ArchiveRestore /> : <Archive />}
              label={t(conversation.isArchived ? 'row.unarchive' : 'row.archive')}
              onChoose={() => void setArchived(conversation, !conversation.isArchived)}
            />
            <Menu.Separator className={styles.line ?? ''} />
            <Item icon={<Trash />} label={t('row.delete')} onChoose={() => deleteChat(conversation)} />
          </Menu.Popup>
        </Menu.Positioner>
      </Menu.Portal>
    </Menu.Root>
  );
}

interface PartProps {
  readonly conversation: ConversationView;
}

function PinItems({ conversation: { id, pinRank, isArchived } }: PartProps) {
  const t = useTranslate();
  const ids = useAppStore(useShallow(selectPinnedIds));
  const index = ids.indexOf(id);
  if (isArchived) return null;
  if (pinRank === undefined) {
    return <Item icon={<Pin />} label={t('row.pin')} onChoose={() => void setPinned(id, true)} />;
  }
  return (
    <>
      <Item icon={<PinOff />} label={t('row.unpin')} onChoose={() => void setPinned(id, false)} />
      {index > 0 && <Item icon={<ArrowUp />} label={t('row.moveUp')} onChoose={() => void movePin(id, -1)} />}
      {index < ids.length - 1 && (
        <Item icon={<ArrowDown />} label={t('row.moveDown')} onChoose={() => void movePin(id, 1)} />
      )}
    </>
  );
}

function MuteItems({ conversation }: PartProps) {
  const t = useTranslate();
  const { id } = conversation;
  if (isMuted(conversation, Date.now())) {
    return <Item icon={<Bell />} label={t('row.unmute')} onChoose={() => void mute(id, undefined)} />;
  }
  return (
    <Menu.SubmenuRoot>
      <Menu.SubmenuTrigger className={styles.item ?? ''}>
        <BellOff />
        {t('row.mute')}
      </Menu.SubmenuTrigger>
      <Menu.Portal>
        <Menu.Positioner className={styles.positioner ?? ''} collisionPadding={8}>
          <Menu.Popup className={styles.menu ?? ''}>
            {MUTE_TIMES.map(([key, untilMs]) => (
              <Menu.Item key={key} className={styles.item ?? ''} onClick={() => void mute(id, untilMs(Date.now()))}>
                {t(key)}
              </Menu.Item>
            ))}
          </Menu.Popup>
        </Menu.Positioner>
      </Menu.Portal>
    </Menu.SubmenuRoot>
  );
}

function ReadItem({ conversation }: PartProps) {
  const t = useTranslate();
  if (unreadOf(conversation) > 0) {
    return <Item icon={<MailOpen />} label={t('row.markRead')} onChoose={() => void markRead(conversation)} />;
  }
  return <Item icon={<Mail />} label={t('row.markUnread')} onChoose={() => void markUnread(conversation.id)} />;
}

interface ItemProps {
  readonly icon: ReactNode;
  readonly label: string;
  readonly onChoose: () => void;
}

function Item({ icon, label, onChoose }: ItemProps) {
  return (
    <Menu.Item className={styles.item ?? ''} onClick={onChoose}>
      {icon}
      {label}
    </Menu.Item>
  );
}
