import { Pencil } from 'lucide-react';
import { type FormEvent, useState } from 'react';
import type { ConversationId } from '../../../electron/bridge/contract.ts';
import { Button } from '../../components/Button.tsx';
import { IconButton } from '../../components/IconButton.tsx';
import { useTranslate } from '../../i18n.tsx';
import { GROUP_TITLE_CHARS_MAX } from '../../limits.ts';
import styles from './GroupTitle.module.css';
import { renameGroup } from './group-actions.ts';

interface GroupTitleProps {
  readonly id: ConversationId;
  readonly title: string;
  readonly mayChange: boolean;
}

/** The group's name; for an admin with a way to change it. */
export function GroupTitle({ id, title, mayChange }: GroupTitleProps) {
  const t = useTranslate();
  const [written, setWritten] = useState<string | null>(null);
  if (written === null) {
    return (
      <div className={styles.row}>
        <h2 className={styles.title} dir="auto">
          {title}
        </h2>
        {mayChange && (
          <IconButton look="small" label={t('group.rename')} onClick={() => setWritten(title)}>
            <Pencil />
          </IconButton>
        )}
      </div>
    );
  }
  const save = async (event: FormEvent) => {
    event.preventDefault();
    const name = written.trim();
    if (name === '') return;
    if (name === title || (await renameGroup(id, name))) setWritten(null);
  };
  return (
    <form className={styles.form} onSubmit={(event) => void save(event)}>
      <input
        ref={focusOnce}
        className={styles.field}
        dir="auto"
        aria-label={t('group.titleLabel')}
        maxLength={GROUP_TITLE_CHARS_MAX}
        value={written}
        onChange={(event) => setWritten(event.target.value)}
        onKeyDown={(event) => {
          if (event.key !== 'Escape') return;
          event.preventDefault(); // the column stays
          setWritten(null);
        }}
      />
      <Button look="main" type="submit" disabled={written.trim() === ''}>
        {t('group.save')}
      </Button>
    </form>
  );
}

function focusOnce(field: HTMLInputElement | null): void {
  if (field !== null && document.activeElement !== field) field.select();
}
