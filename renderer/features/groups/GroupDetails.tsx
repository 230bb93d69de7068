import { LogOut } from 'lucide-react';
import { useState } from 'react';
import type { ConversationView, GroupView } from '../../../electron/bridge/contract.ts';
import { Avatar } from '../../components/Avatar.tsx';
import { Button } from '../../components/Button.tsx';
import { SideColumn } from '../../components/SideColumn.tsx';
import { useTranslate } from '../../i18n.tsx';
import { MuteRow } from '../contact/MuteRow.tsx';
import { MediaButton } from '../gallery/MediaButton.tsx';
import { PictureForm } from '../pictures/PictureForm.tsx';
import { AddMembers } from './AddMembers.tsx';
import styles from './GroupDetails.module.css';
import { GroupTitle } from './GroupTitle.tsx';
import { setGroupPicture } from './group-actions.ts';
import { joinedCount, sortMembers } from './group-people.ts';
import { LeaveDialog } from './LeaveDialog.tsx';
import { MemberRow } from './MemberRow.tsx';

interface GroupDetailsProps {
  readonly conversation: ConversationView;
  readonly group: GroupView;
  readonly onClose: () => void;
}

/** The column beside a group's chat: what it is called, who belongs to it, and what one may change. */
export function GroupDetails({ conversation, group, onClose }: GroupDetailsProps) {
  const t = useTranslate();
  const [isLeaving, setLeaving] = useState(false);
  const { id, name } = conversation;
  const isMember = group.state === 'member';
  const mayChange = isMember && group.isAdmin;
  const joined = joinedCount(group);
  // With one member beside the admin, more than half of all is both.
  const mayWish = isMember && !group.isAdmin && joined > 2;
  return (
    <SideColumn label={t('group.details', { name })} closeLabel={t('group.closeDetails')} onClose={onClose}>
      <div className={styles.top}>
        {mayChange ? (
          <PictureForm
            label={t('group.itsPicture')}
            id={id}
            name={name}
            hasPicture={group.pictureId !== undefined}
            look="column"
            onChange={(file) => setGroupPicture(id, file)}
          >
            <GroupTitle id={id} title={name} mayChange />
          </PictureForm>
        ) : (
          <>
            <Avatar hashname={id} name={name} size="huge" />
            <GroupTitle id={id} title={name} mayChange={false} />
          </>
        )}
      </div>
      <section className={styles.part} aria-label={t('group.members')}>
        <h3 className={styles.label}>{t('group.members')}</h3>
        <ul className={styles.members}>
          {sortMembers(group.members).map((member) => (
            <MemberRow
              key={member.device}
              id={id}
              member={member}
              mayChange={mayChange}
              mayWish={mayWish}
              joinedCount={joined}
            />
          ))}
        </ul>
        {isMember && !group.isAdmin && (
          <p className={styles.hint}>{t(mayWish ? 'group.onlyAdmins' : 'group.onlyAdminsOfTwo')}</p>
        )}
        {mayChange && <AddMembers id={id} members={group.members} />}
      </section>
      <MediaButton />
      {isMember && <MuteRow conversation={conversation} />}
      {isMember && (
        <Button className={styles.leave} onClick={() => setLeaving(true)}>
          <LogOut aria-hidden="true" data-mirrors />
          {t('group.leave')}
        </Button>
      )}
      {isLeaving && <LeaveDialog id={id} name={name} group={group} onClose={() => setLeaving(false)} />}
    </SideColumn>
  );
}
