import { type FormEvent, useId, useMemo, useState } from 'react';
import { bridge } from '../../bridge.ts';
import { Button } from '../../components/Button.tsx';
import { PanePage } from '../../components/PanePage.tsx';
import { type MessageKey, useTranslate } from '../../i18n.tsx';
import { GROUP_TITLE_CHARS_MAX } from '../../limits.ts';
import { useAppStore } from '../../store/app-store.ts';
import { ContactPicker } from './ContactPicker.tsx';
import { GROUP_PROBLEM_KEYS } from './group-actions.ts';
import { contactsOf } from './group-people.ts';
import styles from './NewGroup.module.css';

/** A name, the people, one button. More of both can come later. */
export function NewGroup() {
  const t = useTranslate();
  const titleId = useId();
  const problemId = useId();
  const [title, setTitle] = useState('');
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const [problem, setProblem] = useState<MessageKey | null>(null);
  const [isMaking, setMaking] = useState(false);
  const conversations = useAppStore((state) => state.conversationsById);
  const showConversation = useAppStore((state) => state.showConversation);
  const contacts = useMemo(() => contactsOf(conversations), [conversations]);

  const make = async (event: FormEvent) => {
    event.preventDefault();
    setMaking(true);
    const answer = await bridge.createGroup({ title: title.trim(), persons: [...chosen] });
    setMaking(false);
    if (answer.ok) showConversation(answer.value.conversationId);
    else setProblem(GROUP_PROBLEM_KEYS[answer.error]);
  };
  return (
    <PanePage title={t('group.newTitle')}>
      <form className={styles.form} onSubmit={(event) => void make(event)}>
        <div className={styles.part}>
          <label className={styles.label} htmlFor={titleId}>
            {t('group.titleLabel')}
          </label>
          <input
            id={titleId}
            ref={focusOnce}
            className={styles.field}
            dir="auto"
            maxLength={GROUP_TITLE_CHARS_MAX}
            placeholder={t('group.titlePlaceholder')}
            aria-describedby={problemId}
            aria-invalid={problem !== null}
            value={title}
            onChange={(event) => {
              setTitle(event.target.value);
              setProblem(null);
            }}
          />
        </div>
        <ContactPicker label={t('group.choose')} contacts={contacts} chosen={chosen} onChange={setChosen} />
        <p id={problemId} className={styles.problem} role="status">
          {problem !== null && t(problem)}
        </p>
        <Button look="main" type="submit" disabled={title.trim() === '' || isMaking}>
          {t('group.make', { count: chosen.size })}
        </Button>
        <p className={styles.hint}>{t('group.newHint')}</p>
      </form>
    </PanePage>
  );
}

const focusOnce = (field: HTMLInputElement | null): void => field?.focus();
