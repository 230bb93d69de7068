import { Menu } from '@base-ui/react/menu';
import { CalendarDays, EllipsisVertical, Images, Search } from 'lucide-react';
import { useRef, useState } from 'react';
import type { ConversationId } from '../../../electron/bridge/contract.ts';
import { IconButton } from '../../components/IconButton.tsx';
import { MenuItem } from '../../components/MenuItem.tsx';
import { MenuPopup } from '../../components/MenuPopup.tsx';
import { popupsPlace } from '../../components/popups-place.ts';
import { useTranslate } from '../../i18n.tsx';
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
        <MenuPopup container={popupsPlace()} align="end" finalFocus={() => (goesOn.current ? false : button.current)}>
          <MenuItem icon={<Search />} label={t('chat.searchHere')} onChoose={choose(() => openSearch(id))} />
          <MenuItem icon={<CalendarDays />} label={t('chat.goToDate')} onChoose={choose(() => askDate(true))} />
          <MenuItem icon={<Images />} label={t('gallery.open')} onChoose={choose(onShowMedia)} />
        </MenuPopup>
      </Menu.Root>
      {isAskingDate && <DateDialog id={id} onClose={() => askDate(false)} returnTo={() => button.current} />}
    </>
  );
}
