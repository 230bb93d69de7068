import type { ConversationId, GroupView } from '../../../electron/bridge/contract.ts';
import { Button } from '../../components/Button.tsx';
import { SmallDialog } from '../../components/SmallDialog.tsx';
import { useTranslate } from '../../i18n.tsx';
import { leaveGroup } from './group-actions.ts';

interface LeaveDialogProps {
  readonly id: ConversationId;
  readonly name: string;
  readonly group: GroupView;
  readonly onClose: () => void;
}

/** Leaving can't be undone by oneself, so it is asked once. */
export function LeaveDialog({ id, name, group, onClose }: LeaveDialogProps) {
  const t = useTranslate();
  const others = group.members.filter(({ isMe, hasJoined }) => !isMe && hasJoined);
  const isLastAdmin = group.isAdmin && others.length > 0 && !others.some(({ isAdmin }) => isAdmin);
  const leave = async () => {
    onClose();
    await leaveGroup(id);
  };
  return (
    <SmallDialog
      title={t('group.leaveTitle', { name })}
      onClose={onClose}
      actions={
        <>
          <Button look="main" onClick={() => void leave()}>
            {t('group.leave')}
          </Button>
          <Button onClick={onClose}>{t('dialog.cancel')}</Button>
        </>
      }
    >
      <p>{t('group.leaveBody')}</p>
      {isLastAdmin && <p>{t('group.leaveLastAdmin')}</p>}
    </SmallDialog>
  );
}
