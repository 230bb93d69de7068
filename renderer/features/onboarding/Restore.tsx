import { FileKey, FolderOpen } from 'lucide-react';
import { type FormEvent, useEffect, useId, useState } from 'react';
import { bridge } from '../../bridge.ts';
import { Button } from '../../components/Button.tsx';
import { FullPage } from '../../components/FullPage.tsx';
import { type MessageKey, useTranslate } from '../../i18n.tsx';
import { Choice } from '../settings/Choice.tsx';
import styles from './Restore.module.css';
import { type Picked, pickRestore, type RestoreKind, restore } from './restore.ts';
import { countWords, WordsField } from './WordsField.tsx';

const WORDS_COUNT = 12;

const KIND_KEYS = {
  'rescue-file': { back: 'restore.fileBack', pick: 'restore.pickFile' },
  'full-copy': { back: 'restore.copyBack', pick: 'restore.pickFolder' },
} as const satisfies Record<RestoreKind, Record<'back' | 'pick', MessageKey>>;

/** A new computer becomes one's own: a rescue file or a full copy, and the twelve words. */
export function Restore({ onCancel }: { readonly onCancel: () => void }) {
  const t = useTranslate();
  const [pickProblemId, wordsProblemId] = [useId(), useId()];
  const [kind, setKind] = useState<RestoreKind>('rescue-file');
  const [picked, setPicked] = useState<Picked | null>(null);
  const [words, setWords] = useState('');
  const [problemKey, setProblemKey] = useState<MessageKey | null>(null);
  const [part, setPart] = useState<number | null>(null);
  useEffect(() => bridge.on('restoreProgress', (progress) => setPart(progress.part)), []);

  const isAboutWords = problemKey === 'words.wrong';
  const isBusy = part !== null;
  const isComplete = picked !== null && countWords(words) === WORDS_COUNT;
  const chooseKind = (chosen: RestoreKind) => {
    setKind(chosen);
    setPicked(null);
    setProblemKey(null);
  };
  const choose = async () => {
    const chosen = await pickRestore(kind);
    if (chosen === null) return;
    const isWrong = typeof chosen === 'string';
    setPicked(isWrong ? null : chosen);
    setProblemKey(isWrong ? chosen : null);
  };
  const begin = async (event: FormEvent) => {
    event.preventDefault();
    if (picked === null || !isComplete || isBusy) return;
    setPart(0);
    setProblemKey(await restore(picked.pick, words));
    setPart(null);
  };
  return (
    <FullPage title={t('restore.title')}>
      <form className={styles.form} onSubmit={(event) => void begin(event)}>
        <Choice
          label={t('restore.from')}
          value={kind}
          options={[
            ['rescue-file', t('restore.file')],
            ['full-copy', t('restore.copy')],
          ]}
          onChange={chooseKind}
        />
        <div className={styles.words}>
          <p>{t(KIND_KEYS[kind].back)}</p>
          <p>{t('restore.not')}</p>
        </div>
        <Button
          disabled={isBusy}
          className={styles.pick}
          aria-describedby={pickProblemId}
          onClick={() => void choose()}
        >
          {kind === 'rescue-file' ? <FileKey aria-hidden="true" /> : <FolderOpen aria-hidden="true" />}
          <bdi className={styles.name}>{picked?.name ?? t(KIND_KEYS[kind].pick)}</bdi>
        </Button>
        <p id={pickProblemId} className={styles.problem} role="status">
          {problemKey !== null && !isAboutWords && t(problemKey)}
        </p>
        <WordsField
          value={words}
          describedBy={wordsProblemId}
          isWrong={isAboutWords}
          onChange={(text) => {
            setWords(text);
            if (isAboutWords) setProblemKey(null);
          }}
        />
        <p id={wordsProblemId} className={styles.problem} role="status">
          {isAboutWords && t('words.wrong')}
        </p>
        {isBusy && (
          <progress className={styles.progress} aria-label={t('restore.busy')} {...(part > 0 && { value: part })} />
        )}
        <Button type="submit" look="main" disabled={!isComplete || isBusy}>
          {t(isBusy ? 'restore.busy' : 'restore.begin')}
        </Button>
        <Button look="quiet" className={styles.cancel} disabled={isBusy} onClick={onCancel}>
          {t('restore.cancel')}
        </Button>
      </form>
    </FullPage>
  );
}
