import { Menu } from '@base-ui/react/menu';
import { CalendarDays, EllipsisVertical, Images, Search } from 'lucide-react';
import { useRef, useState } from 'react';
import type { ConversationId } from '../../../electron/bridge/contract.ts';
import { IconButton } from '../../components/IconButton.tsx';
import { popupsPlace } from '../../components/popups-place.ts';
import { useTranslate } from '../../i18n.tsx';
import menu from '../messages/MessageMenu.module.css';
import { openSearch } from '../search/open-search.ts';
import { DateDialog } from './DateDialog.tsx';

interface ChatMenuProps {
  readonly id: ConversationId;
  readonly onShowMedia: () => void;
}

/** Ways to find something in the chat that is open. */
export function ChatMenu({ id, onShowMedia }: ChatMenuProps) {
  const t = useTranslate();
  const button = useRef<HTMLButtonElement>(null);
  const goesOn = useRef(false); // to a field: the focus does not come back to the button
  const [isAskingDate, askDate] = useState(false);
  const choose = (act: () => void) => () => {
    goesOn.current = true;
    act();
  };
  const onOpenChange = (isOpen: boolean) => {
    if (isOpen) goesOn.current = false;
  };
  return (
    <>
      <Menu.Root onOpenChange={onOpenChange}>
        <Menu.Trigger ref={button} render={<IconButton label={t('chat.menu')} />}>
          <EllipsisVertical />
        </Menu.Trigger>
        <Menu.Portal container={popupsPlace()}>
          <Menu.Positioner
            className={menu.positioner ?? ''}
            side="bottom"
            align="end"
            sideOffset={4}
            collisionPadding={8}
          >
            <Menu.Popup className={menu.menu ?? ''} finalFocus={() => (goesOn.current ? false : button.current)}>
              <Menu.Item className={menu.item ?? ''} onClick={choose(() => openSearch(id))}>
                <Search />
                {t('chat.searchHere')}
              </Menu.Item>
              <Menu.Item className={menu.item ?? ''} onClick={choose(() => askDate(true))}>
                <CalendarDays />
                {t('chat.goToDate')}
              </Menu.Item>
              <Menu.Item className={menu.item ?? ''} onClick={choose(onShowMedia)}>
                <Images />
                {t('gallery.open')}
              </Menu.Item>
            </Menu.Popup>
          </Menu.Positioner>
        </Menu.Portal>
      </Menu.Root>
      {isAskingDate && <DateDialog id={id} onClose={() => askDate(false)} returnTo={() => button.current} />}
    </>
  );
}
