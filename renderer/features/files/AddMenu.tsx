import { Menu } from '@base-ui/react/menu';
import { FileIcon, FolderOpen, Image, Plus } from 'lucide-react';
import { useRef } from 'react';
import type { ConversationId } from '../../../electron/bridge/contract.ts';
import { IconButton } from '../../components/IconButton.tsx';
import { MenuItem } from '../../components/MenuItem.tsx';
import { MenuPopup } from '../../components/MenuPopup.tsx';
import { popupsPlace } from '../../components/popups-place.ts';
import { useTranslate } from '../../i18n.tsx';
import { pickFolder } from '../composer/pick-folder.ts';
import { takeFiles } from '../composer/take-files.ts';
import { pickFiles } from './choose-files.ts';

/** What can be sent beside words. */
export function AddMenu({ id }: { readonly id: ConversationId }) {
  const t = useTranslate();
  const photos = useRef<HTMLInputElement>(null);
  return (
    <>
      <input
        ref={photos}
        type="file"
        accept="image/*,video/*,.heic,.heif"
        multiple
        hidden
        onChange={(event) => {
          takeFiles(id, [...(event.target.files ?? [])]); // the system's dialog lets one choose anything
          event.target.value = ''; // so that the same file can be chosen again
        }}
      />
      <Menu.Root>
        <Menu.Trigger render={<IconButton label={t('composer.add')} />}>
          <Plus />
        </Menu.Trigger>
        <MenuPopup container={popupsPlace()} side="top" align="start" sideOffset={8} aria-label={t('composer.add')}>
          <MenuItem icon={<Image />} label={t('composer.addPhotos')} onChoose={() => photos.current?.click()} />
          <MenuItem icon={<FolderOpen />} label={t('composer.addFolder')} onChoose={() => pickFolder(id)} />
          <MenuItem icon={<FileIcon />} label={t('composer.addFile')} onChoose={() => pickFiles(id)} />
        </MenuPopup>
      </Menu.Root>
    </>
  );
}
