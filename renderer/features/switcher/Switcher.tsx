import { Dialog } from '@base-ui/react/dialog';
import { useMemo, useRef, useState } from 'react';
import { useShallow } from 'zustand/react/shallow';
import { Avatar } from '../../components/Avatar.tsx';
import { useOptionKeys } from '../../components/use-option-keys.ts';
import { useTranslate } from '../../i18n.tsx';
import { NAME_CHARS_MAX } from '../../limits.ts';
import { useAppStore } from '../../store/app-store.ts';
import { selectIdsByUse, unreadOf } from '../../store/conversations-slice.ts';
import { focusComposer } from '../messages/focus-composer.ts';
import { rankNames } from './rank-names.ts';
import styles from './Switcher.module.css';

/** Goes to any chat by a few letters of its name; the last used stand first. */
export function Switcher({ onClose }: { readonly onClose: () => void }) {
  const t = useTranslate();
  const [typed, setTyped] = useState('');
  const ids = useAppStore(useShallow(selectIdsByUse));
  const pane = useAppStore((state) => state.pane);
  const conversationsById = useAppStore((state) => state.conversationsById);
  const showConversation = useAppStore((state) => state.showConversation);
  const goesOn = useRef(false);
  const chats = useMemo(() => {
    const openId = pane.name === 'conversation' ? pane.id : undefined;
    const all = ids.flatMap((id) => (id === openId ? [] : (conversationsById[id] ?? [])));
    return rankNames(all, typed);
  }, [ids, conversationsById, pane, typed]);
  const go = (index: number) => {
    const chat = chats[index];
    if (chat === undefined) return;
    goesOn.current = true;
    showConversation(chat.id);
    onClose();
    requestAnimationFrame(focusComposer); // once the dialog has let the focus go
  };
  const keys = useOptionKeys(chats.length, typed, go);

  return (
    <Dialog.Root open onOpenChange={(isOpen) => !isOpen && onClose()}>
      <Dialog.Portal>
        <Dialog.Backdrop className={styles.veil ?? ''} />
        <Dialog.Popup className={styles.dialog ?? ''} finalFocus={() => !goesOn.current}>
          <Dialog.Title className="spoken">{t('switcher.title')}</Dialog.Title>
          <input
            className={styles.field}
            type="text"
            autoComplete="off"
            spellCheck={false}
            maxLength={NAME_CHARS_MAX}
            aria-label={t('switcher.label')}
            placeholder={t('switcher.label')}
            value={typed}
            {...keys.fieldProps}
            onChange={({ target }) => setTyped(target.value)}
            onKeyDown={keys.onKeyDown}
          />
          <div id={keys.listId} role="listbox" aria-label={t('list.label')} className={styles.list}>
            {chats.map((chat, index) => (
              <div
                key={chat.id}
                id={keys.optionId(index)}
                role="option"
                aria-selected={index === keys.active}
                tabIndex={-1}
                className={styles.option}
                onClick={() => go(index)}
                onKeyDown={undefined}
              >
                <Avatar hashname={chat.person ?? chat.id} name={chat.name} size="small" />
                <span className={styles.name}>
                  <bdi>{chat.name}</bdi>
                </span>
                {unreadOf(chat) > 0 && (
                  <span className={styles.unread}>
                    <span aria-hidden="true">{unreadOf(chat)}</span>
                    <span className="spoken">{t('list.unread', { count: unreadOf(chat) })}</span>
                  </span>
                )}
              </div>
            ))}
          </div>
          <p className={styles.none} role="status">
            {chats.length === 0 && t(typed.trim() === '' ? 'switcher.noOther' : 'switcher.none')}
          </p>
        </Dialog.Popup>
      </Dialog.Portal>
    </Dialog.Root>
  );
}
