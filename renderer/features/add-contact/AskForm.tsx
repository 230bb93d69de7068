import { type FormEvent, useId, useState } from 'react';
import { bridge } from '../../bridge.ts';
import { Button } from '../../components/Button.tsx';
import { useTranslate } from '../../i18n.tsx';
import { REQUEST_TEXT_CHARS_MAX } from '../../limits.ts';
import { useAppStore } from '../../store/app-store.ts';
import { PERSON_PROBLEM_KEYS, type PersonProblemKey } from '../people/person-problems.ts';
import styles from './TheirInvite.module.css';

/** Asks somebody known by hashname alone; the chat opens at once, and waits for their yes. */
async function ask(person: string, text: string): Promise<PersonProblemKey | null> {
  const answer = await bridge.askPerson({ person, text: text.trim() });
  if (!answer.ok) return PERSON_PROBLEM_KEYS[answer.error];
  const { setInviteText, showConversation } = useAppStore.getState();
  setInviteText('');
  showConversation(answer.value.conversationId);
  return null;
}

export function AskForm({ person }: { readonly person: string }) {
  const t = useTranslate();
  const problemId = useId();
  const [text, setText] = useState('');
  const [problemKey, setProblemKey] = useState<PersonProblemKey | null>(null);
  const isTooLong = text.trim().length > REQUEST_TEXT_CHARS_MAX;
  const send = async (event: FormEvent) => {
    event.preventDefault();
    if (!isTooLong) setProblemKey(await ask(person, text));
  };
  const problem = isTooLong ? t('ask.tooLong', { max: REQUEST_TEXT_CHARS_MAX }) : problemKey && t(problemKey);
  return (
    <form className={styles.form} onSubmit={(event) => void send(event)}>
      <p>{t('ask.found')}</p>
      <textarea
        className={styles.field}
        rows={2}
        dir="auto"
        aria-label={t('ask.textLabel')}
        aria-describedby={problemId}
        placeholder={t('ask.textPlaceholder')}
        value={text}
        onChange={(event) => setText(event.target.value)}
      />
      <p id={problemId} className={styles.problem} role="status">
        {problem}
      </p>
      <Button type="submit" look="main" className={styles.open} disabled={isTooLong}>
        {t('ask.send')}
      </Button>
    </form>
  );
}
