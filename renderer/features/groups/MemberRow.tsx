import { Menu } from '@base-ui/react/menu';
import { Ellipsis } from 'lucide-react';
import type { ConversationId, GroupMemberView } from '../../../electron/bridge/contract.ts';
import { Avatar } from '../../components/Avatar.tsx';
import { IconButton } from '../../components/IconButton.tsx';
import { MenuItem } from '../../components/MenuItem.tsx';
import { MenuPopup } from '../../components/MenuPopup.tsx';
import { popupsPlace } from '../../components/popups-place.ts';
import { useTranslate } from '../../i18n.tsx';
import { removeFromGroup, setGroupAdmin } from './group-actions.ts';
import styles from './MemberRow.module.css';

interface MemberRowProps {
  readonly id: ConversationId;
  readonly member: GroupMemberView;
  readonly mayChange: boolean;
  /** One is no admin, and may say whom one wants as one. */
  readonly mayWish: boolean;
  /** Who have said yes to the group. */
  readonly joinedCount: number;
}

/** One member and their role; with what can be changed about them by an admin, or wished by who is none. */
export function MemberRow({ id, member, mayChange, mayWish, joinedCount }: MemberRowProps) {
  const t = useTranslate();
  const { device, name, isAdmin, hasJoined, isMe, wishCount, isMyWish } = member;
  const wished = wishCount > 0 ? t('group.wished', { count: wishCount, all: joinedCount }) : null;
  const role = hasJoined ? (isAdmin ? t('group.admin') : wished) : t('group.notJoined');
  const isWishable = mayWish && hasJoined && !isAdmin;
  return (
    <li className={styles.row}>
      <Avatar hashname={device} name={name} size="small" />
      <span className={styles.words}>
        <span className={styles.name}>
          <bdi>{isMe ? t('message.sentByYou') : name}</bdi>
        </span>
        {role !== null && <span className={styles.role}>{role}</span>}
      </span>
      {((mayChange && !isMe) || isWishable) && (
        <Menu.Root>
          <Menu.Trigger render={<IconButton look="small" label={t('group.changeMember', { name })} />}>
            <Ellipsis />
          </Menu.Trigger>
          <MenuPopup container={popupsPlace()} align="end">
            {isWishable && (
              <MenuItem
                label={t(isMyWish ? 'group.takeBackWish' : isMe ? 'group.wishMyself' : 'group.wishAdmin')}
                onChoose={() => void setGroupAdmin(id, device, !isMyWish)}
              />
            )}
            {mayChange && hasJoined && (
              <MenuItem
                label={t(isAdmin ? 'group.takeAdmin' : 'group.makeAdmin')}
                onChoose={() => void setGroupAdmin(id, device, !isAdmin)}
              />
            )}
            {mayChange && <MenuItem label={t('group.remove')} onChoose={() => void removeFromGroup(id, device)} />}
          </MenuPopup>
        </Menu.Root>
      )}
    </li>
  );
}
