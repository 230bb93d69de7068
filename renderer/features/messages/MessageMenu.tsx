import { Menu } from '@base-ui/react/menu';
import { Copy, Download, Forward, History, Info, Pencil, Reply, SmilePlus, Trash, Trash2 } from 'lucide-react';
import { useRef } from 'react';
import type { MessageView } from '../../../electron/bridge/contract.ts';
import { copyText } from '../../components/copy-text.ts';
import { MenuItem } from '../../components/MenuItem.tsx';
import { MenuLine, MenuPopup } from '../../components/MenuPopup.tsx';
import { popupsPlace } from '../../components/popups-place.ts';
import { returnFocusTo } from '../../components/return-focus.ts';
import { useTranslate } from '../../i18n.tsx';
import { saveContent } from '../files/save-content.ts';
import { saveAll } from '../gallery/save-all.ts';
import { startEdit, startReply } from './draft-about.ts';
import { focusComposer } from './focus-composer.ts';
import type { MessageAbilities } from './message-abilities.ts';
import { deleteHere } from './message-actions.ts';
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
  const {
    canReact,
    canReply,
    canEdit,
    canDeleteForAll,
    canForward,
    copyText: wordsToCopy,
    hasHistory,
    saveKeys,
  } = abilities;
  const isWaiting = message.delivery.name === 'waiting';
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
      <MenuPopup
        container={popupsPlace()}
        anchor={popup.anchor}
        align="start"
        aria-label={t('message.tools')}
        finalFocus={() => !goesOn.current && returnFocusTo(document.getElementById(messageElementId(message.id)))}
      >
        {canReact && <QuickReactions message={message} onClose={onClose} />}
        {canReact && <MenuItem icon={<SmilePlus />} label={t('message.otherEmoji')} onChoose={open('emoji')} />}
        {popup.kind === 'menu' && (
          <>
            {canReact && <MenuLine />}
            {canReply && (
              <MenuItem
                icon={<Reply data-mirrors />}
                label={t('message.reply')}
                onChoose={() => {
                  write(startReply)();
                  onClose();
                }}
              />
            )}
            {canForward && (
              <MenuItem icon={<Forward data-mirrors />} label={t('forward.menu')} onChoose={open('forward')} />
            )}
            {saveKeys.length > 0 && (
              <MenuItem
                icon={<Download />}
                label={
                  message.content.kind === 'album'
                    ? t('message.saveAll', { count: saveKeys.length })
                    : t('message.saveAs')
                }
                onChoose={() => {
                  void save(message, saveKeys);
                  onClose();
                }}
              />
            )}
            {wordsToCopy !== undefined && (
              <MenuItem
                icon={<Copy />}
                label={t('message.copy')}
                onChoose={() => {
                  void copyText(wordsToCopy);
                  onClose();
                }}
              />
            )}
            {canEdit && (
              <MenuItem
                icon={<Pencil />}
                label={t(isWaiting ? 'message.editWaiting' : 'message.edit')}
                onChoose={() => {
                  write(startEdit)();
                  onClose();
                }}
              />
            )}
            {hasHistory && <MenuItem icon={<History />} label={t('message.history')} onChoose={open('history')} />}
            <MenuItem icon={<Info />} label={t('message.details')} onChoose={open('details')} />
            {(canReply || wordsToCopy !== undefined) && <MenuLine />}
            <MenuItem
              icon={<Trash />}
              label={t('message.deleteHere')}
              onChoose={() => {
                void deleteHere(message);
                onClose();
              }}
            />
            {canDeleteForAll && (
              <MenuItem
                icon={<Trash2 />}
                label={t(isWaiting ? 'message.cancelWaiting' : 'message.deleteForAll')}
                onChoose={open('delete')}
              />
            )}
          </>
        )}
      </MenuPopup>
    </Menu.Root>
  );
}

/** One thing asks for its name, several for their folder. */
async function save({ conversationId }: MessageView, keys: readonly string[]): Promise<void> {
  const [only] = keys;
  if (only !== undefined && keys.length === 1) await saveContent(conversationId, only);
  else await saveAll(conversationId, [...keys]);
}
