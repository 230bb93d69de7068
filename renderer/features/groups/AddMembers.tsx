import { UserRoundPlus } from 'lucide-react';
import { useMemo, useState } from 'react';
import type { ConversationId, GroupMemberView } from '../../../electron/bridge/contract.ts';
import { Button } from '../../components/Button.tsx';
import { SmallDialog } from '../../components/SmallDialog.tsx';
import { useTranslate } from '../../i18n.tsx';
import { useAppStore } from '../../store/app-store.ts';
import styles from './AddMembers.module.css';
import { ContactPicker } from './ContactPicker.tsx';
import { addToGroup } from './group-actions.ts';
import { contactsOf } from './group-people.ts';

interface AddMembersProps {
  readonly id: ConversationId;
  readonly members: readonly GroupMemberView[];
}

/** Contacts who do not belong to the group yet, and whether they may read what was said before. */
export function AddMembers({ id, members }: AddMembersProps) {
  const t = useTranslate();
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <Button className={styles.open} onClick={() => setOpen(true)}>
        <UserRoundPlus aria-hidden="true" />
        {t('group.add')}
      </Button>
      {isOpen && <AddDialog id={id} members={members} onClose={() => setOpen(false)} />}
    </>
  );
}

function AddDialog({ id, members, onClose }: AddMembersProps & { readonly onClose: () => void }) {
  const t = useTranslate();
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const [withHistory, setWithHistory] = useState(true);
  const conversations = useAppStore((state) => state.conversationsById);
  const contacts = useMemo(() => {
    const inGroup = new Set(members.map(({ device }) => device));
    return contactsOf(conversations).filter(({ person }) => !inGroup.has(person));
  }, [conversations, members]);
  const add = async () => {
    if (await addToGroup(id, [...chosen], withHistory)) onClose();
  };
  return (
    <SmallDialog
      title={t('group.add')}
      onClose={onClose}
      actions={
        <>
          <Button look="main" disabled={chosen.size === 0} onClick={() => void add()}>
            {t('group.invite')}
          </Button>
          <Button onClick={onClose}>{t('dialog.cancel')}</Button>
        </>
      }
    >
      <ContactPicker label={t('group.choose')} contacts={contacts} chosen={chosen} onChange={setChosen} />
      <label className={styles.history}>
        <input
          type="checkbox"
          className={styles.box}
          checked={withHistory}
          onChange={(event) => setWithHistory(event.target.checked)}
        />
        {t('group.withHistory')}
      </label>
    </SmallDialog>
  );
}
