import { Menu } from '@base-ui/react/menu';
import { FileIcon, FolderOpen, Image, Plus } from 'lucide-react';
import { useRef } from 'react';
import type { ConversationId } from '../../../electron/bridge/contract.ts';
import { IconButton } from '../../components/IconButton.tsx';
import { popupsPlace } from '../../components/popups-place.ts';
import { useTranslate } from '../../i18n.tsx';
import { pickFolder } from '../composer/pick-folder.ts';
import { stageFiles } from '../composer/stage-files.ts';
import menu from '../messages/MessageMenu.module.css';
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
          void stageFiles(id, [...(event.target.files ?? [])]);
          event.target.value = ''; // so that the same file can be chosen again
        }}
      />
      <Menu.Root>
        <Menu.Trigger render={<IconButton label={t('composer.add')} />}>
          <Plus />
        </Menu.Trigger>
        <Menu.Portal container={popupsPlace()}>
          <Menu.Positioner
            className={menu.positioner ?? ''}
            side="top"
            align="start"
            sideOffset={8}
            collisionPadding={8}
          >
            <Menu.Popup className={menu.menu ?? ''} aria-label={t('composer.add')}>
              <Menu.Item className={menu.item ?? ''} onClick={() => photos.current?.click()}>
                <Image />
                {t('composer.addPhotos')}
              </Menu.Item>
              <Menu.Item className={menu.item ?? ''} onClick={() => pickFolder(id)}>
                <FolderOpen />
                {t('composer.addFolder')}
              </Menu.Item>
              <Menu.Item className={menu.item ?? ''} onClick={() => pickFiles(id)}>
                <FileIcon />
                {t('composer.addFile')}
              </Menu.Item>
            </Menu.Popup>
          </Menu.Positioner>
        </Menu.Portal>
      </Menu.Root>
    </>
  );
}
