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
import type { RefObject } from 'react';
import { useShallow } from 'zustand/react/shallow';
import type { ConversationId, ConversationView } from '../../../electron/bridge/contract.ts';
import { MenuItem, SubmenuItem } from '../../components/MenuItem.tsx';
import { MenuLine, MenuPopup } from '../../components/MenuPopup.tsx';
import { useTranslate } from '../../i18n.tsx';
import { useAppStore } from '../../store/app-store.ts';
import { isMuted, selectConversation, selectPinnedIds, unreadOf } from '../../store/conversations-slice.ts';
import type { PopupAnchor } from '../messages/message-popup.ts';
import { MUTE_TIMES } from './mute-times.ts';
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
      <MenuPopup
        container={popupsIn}
        anchor={popup.anchor}
        align="start"
        aria-label={t('row.menu', { name: conversation.name })}
        finalFocus={() => document.getElementById(rowId(popup.id)) ?? true}
      >
        <PinItems conversation={conversation} />
        <MuteItems conversation={conversation} />
        <ReadItem conversation={conversation} />
        <MenuItem
          icon={conversation.isArchived ? <ArchiveRestore /> : <Archive />}
          label={t(conversation.isArchived ? 'row.unarchive' : 'row.archive')}
          onChoose={() => void setArchived(conversation, !conversation.isArchived)}
        />
        <MenuLine />
        <MenuItem icon={<Trash />} label={t('row.delete')} onChoose={() => deleteChat(conversation)} />
      </MenuPopup>
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
    return <MenuItem icon={<Pin />} label={t('row.pin')} onChoose={() => void setPinned(id, true)} />;
  }
  return (
    <>
      <MenuItem icon={<PinOff />} label={t('row.unpin')} onChoose={() => void setPinned(id, false)} />
      {index > 0 && <MenuItem icon={<ArrowUp />} label={t('row.moveUp')} onChoose={() => void movePin(id, -1)} />}
      {index < ids.length - 1 && (
        <MenuItem icon={<ArrowDown />} label={t('row.moveDown')} onChoose={() => void movePin(id, 1)} />
      )}
    </>
  );
}

function MuteItems({ conversation }: PartProps) {
  const t = useTranslate();
  const { id } = conversation;
  if (isMuted(conversation, Date.now())) {
    return <MenuItem icon={<Bell />} label={t('row.unmute')} onChoose={() => void mute(id, undefined)} />;
  }
  return (
    <Menu.SubmenuRoot>
      <SubmenuItem icon={<BellOff />} label={t('row.mute')} />
      <MenuPopup>
        {MUTE_TIMES.map(([key, untilMs]) => (
          <MenuItem key={key} label={t(key)} onChoose={() => void mute(id, untilMs(Date.now()))} />
        ))}
      </MenuPopup>
    </Menu.SubmenuRoot>
  );
}

function ReadItem({ conversation }: PartProps) {
  const t = useTranslate();
  if (unreadOf(conversation) > 0) {
    return <MenuItem icon={<MailOpen />} label={t('row.markRead')} onChoose={() => void markRead(conversation)} />;
  }
  return <MenuItem icon={<Mail />} label={t('row.markUnread')} onChoose={() => void markUnread(conversation.id)} />;
}
