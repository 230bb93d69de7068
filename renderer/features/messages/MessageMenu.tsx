import { Menu } from '@base-ui/react/menu';
import { Copy, History, Pencil, Reply, SmilePlus, Trash, Trash2 } from 'lucide-react';
import { type ReactNode, useRef } from 'react';
import type { MessageView } from '../../../electron/bridge/contract.ts';
import { popupsPlace } from '../../components/popups-place.ts';
import { useTranslate } from '../../i18n.tsx';
import { startEdit, startReply } from './draft-about.ts';
import { focusComposer } from './focus-composer.ts';
import styles from './MessageMenu.module.css';
import type { MessageAbilities } from './message-abilities.ts';
import { copyWords, deleteHere } from './message-actions.ts';
import { type MessagePopup, messageElementId, type OpenPopup } from './message-popup.ts';
import { QuickReactions } from './QuickReactions.tsx';

interface MessageMenuProps {
  readonly popup: MessagePopup;
  readonly message: MessageView;
  readonly abilities: MessageAbilities;
  readonly onOpen: OpenPopup;
  readonly onClose: () => void;
}

/** What to do with a message: one menu for the mouse, the toolbar and the keyboard. */
export function MessageMenu({ popup, message, abilities, onOpen, onClose }: MessageMenuProps) {
  const t = useTranslate();
  const goesOn = useRef(false); // in the composer or a dialog: the focus does not come back here
  const { canReact, canReply, canEdit, canDeleteForAll, copyText, hasHistory } = abilities;
  const write = (start: (message: MessageView) => void) => () => {
    goesOn.current = true;
    start(message);
    requestAnimationFrame(focusComposer); // once the menu has let the focus go
  };
  const open = (kind: MessagePopup['kind']) => () => {
    goesOn.current = true;
    onOpen({ ...popup, kind });
  };
  return (
    <Menu.Root open onOpenChange={(isOpen) => !isOpen && !goesOn.current && onClose()}>
      <Menu.Portal container={popupsPlace()}>
        <Menu.Positioner
          className={styles.positioner ?? ''}
          anchor={popup.anchor}
          side="bottom"
          align="start"
          sideOffset={4}
          collisionPadding={8}
        >
          <Menu.Popup
            className={styles.menu ?? ''}
            aria-label={t('message.tools')}
            finalFocus={() => (goesOn.current ? false : document.getElementById(messageElementId(message.id)))}
          >
            {canReact && <QuickReactions message={message} onClose={onClose} />}
            {canReact && <Item icon={<SmilePlus />} label={t('message.otherEmoji')} onChoose={open('emoji')} />}
            {popup.kind === 'menu' && (
              <>
                {canReact && <Menu.Separator className={styles.line ?? ''} />}
                {canReply && (
                  <Item
                    icon={<Reply data-mirrors />}
                    label={t('message.reply')}
                    onChoose={() => {
                      write(startReply)();
                      onClose();
                    }}
                  />
                )}
                {copyText !== undefined && (
                  <Item
                    icon={<Copy />}
                    label={t('message.copy')}
                    onChoose={() => {
                      void copyWords(copyText);
                      onClose();
                    }}
                  />
                )}
                {canEdit && (
                  <Item
                    icon={<Pencil />}
                    label={t('message.edit')}
                    onChoose={() => {
                      write(startEdit)();
                      onClose();
                    }}
                  />
                )}
                {hasHistory && <Item icon={<History />} label={t('message.history')} onChoose={open('history')} />}
                {(canReply || copyText !== undefined) && <Menu.Separator className={styles.line ?? ''} />}
                <Item
                  icon={<Trash />}
                  label={t('message.deleteHere')}
                  onChoose={() => {
                    void deleteHere(message);
                    onClose();
                  }}
                />
                {canDeleteForAll && (
                  <Item icon={<Trash2 />} label={t('message.deleteForAll')} onChoose={open('delete')} />
                )}
              </>
            )}
          </Menu.Popup>
        </Menu.Positioner>
      </Menu.Portal>
    </Menu.Root>
  );
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
