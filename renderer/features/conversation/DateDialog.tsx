import { type FormEvent, useId, useRef, useState } from 'react';
import type { ConversationId } from '../../../electron/bridge/contract.ts';
import { Button } from '../../components/Button.tsx';
import { SmallDialog } from '../../components/SmallDialog.tsx';
import { dayKeyOf, startOfDayKey } from '../../days.ts';
import { type MessageKey, useTranslate } from '../../i18n.tsx';
import styles from './DateDialog.module.css';
import { goToDate } from './go-to-date.ts';

interface DateDialogProps {
  readonly id: ConversationId;
  readonly onClose: () => void;
  readonly returnTo: () => HTMLElement | null;
}

/** Asks for a day and goes to what was said then. */
export function DateDialog({ id, onClose, returnTo }: DateDialogProps) {
  const t = useTranslate();
  const fieldId = useId();
  const hasGone = useRef(false); // the focus is on the message then
  const [today] = useState(() => dayKeyOf(Date.now()));
  const [day, setDay] = useState(today);
  const [problem, setProblem] = useState<MessageKey | null>(null);
  const atMs = startOfDayKey(day);
  const go = async (event: FormEvent) => {
    event.preventDefault();
    if (atMs === undefined) return;
    const answer = await goToDate(id, atMs);
    if (answer !== 'gone') {
      setProblem(answer === 'nothing' ? 'date.nothing' : 'chat.loadFailed');
      return;
    }
    hasGone.current = true;
    onClose();
  };
  return (
    <SmallDialog title={t('date.title')} onClose={onClose} returnTo={() => (hasGone.current ? null : returnTo())}>
      <form className={styles.form} onSubmit={(event) => void go(event)}>
        <label className={styles.label} htmlFor={fieldId}>
          {t('date.label')}
        </label>
        <input
          id={fieldId}
          className={styles.field}
          type="date"
          max={today}
          required
          value={day}
          onChange={(event) => setDay(event.target.value)}
        />
        <Button look="main" type="submit" disabled={atMs === undefined}>
          {t('date.go')}
        </Button>
      </form>
      <p className={styles.hint} role="status">
        {problem !== null && t(problem)}
      </p>
    </SmallDialog>
  );
}
