import type { MessageView } from '../../../electron/bridge/contract.ts';
import { Button } from '../../components/Button.tsx';
import { SmallDialog } from '../../components/SmallDialog.tsx';
import { useTranslate } from '../../i18n.tsx';
import { deleteForAll } from './message-actions.ts';
import { messageElementId } from './message-popup.ts';

interface DeleteDialogProps {
  readonly message: MessageView;
  readonly onClose: () => void;
}

/** The one question about a message: what is erased everywhere has no undo. */
export function DeleteDialog({ message, onClose }: DeleteDialogProps) {
  const t = useTranslate();
  const isWaiting = message.delivery.name === 'waiting'; // nobody said that they have it
  const act = () => {
    void deleteForAll(message);
    onClose();
  };
  return (
    <SmallDialog
      title={t(isWaiting ? 'deleteForAll.waitingTitle' : 'deleteForAll.title')}
      onClose={onClose}
      returnTo={() => document.getElementById(messageElementId(message.id))}
      actions={
        <>
          <Button look="main" onClick={act}>
            {t(isWaiting ? 'deleteForAll.waitingYes' : 'deleteForAll.yes')}
          </Button>
          <Button onClick={onClose}>{t(isWaiting ? 'deleteForAll.waitingNo' : 'dialog.cancel')}</Button>
        </>
      }
    >
      <p>{t(isWaiting ? 'deleteForAll.waitingBody' : 'deleteForAll.body')}</p>
    </SmallDialog>
  );
}
