import { X } from 'lucide-react';
import type { ConversationId } from '../../../electron/bridge/contract.ts';
import { Button } from '../../components/Button.tsx';
import { IconButton } from '../../components/IconButton.tsx';
import { useTranslate } from '../../i18n.tsx';
import { useAppStore } from '../../store/app-store.ts';
import type { FileProblem } from '../../store/drafts-slice.ts';
import { chooseFiles } from '../files/choose-files.ts';
import { focusComposer } from '../messages/focus-composer.ts';
import styles from './FileProblems.module.css';
import { megabytesMax } from './stage-files.ts';

interface FileProblemsProps {
  readonly id: ConversationId;
  readonly problems: readonly FileProblem[];
}

/** Files that can't be sent as photos, each with its reason. The others are not held up. */
export function FileProblems({ id, problems }: FileProblemsProps) {
  const t = useTranslate();
  const updateDraft = useAppStore((state) => state.updateDraft);
  const dismiss = (gone: FileProblem) =>
    updateDraft(id, (draft) => ({ problems: draft.problems.filter(({ fileId }) => fileId !== gone.fileId) }));
  const sendAsFile = (problem: FileProblem) => {
    if (problem.file === undefined) return;
    dismiss(problem);
    void chooseFiles(id, [problem.file]);
    focusComposer();
  };

  return (
    <div role="status">
      {problems.length > 0 && (
        <ul className={styles.problems}>
          {problems.map((problem) => (
            <li key={problem.fileId} className={styles.problem}>
              <span className={styles.words}>
                {t(problem.key, { fileName: problem.fileName, megabytes: megabytesMax })}
              </span>
              {problem.file !== undefined && (
                <Button
                  look="quiet"
                  aria-label={t('photoProblem.asFileNamed', { fileName: problem.fileName })}
                  onClick={() => sendAsFile(problem)}
                >
                  {t('photoProblem.asFile')}
                </Button>
              )}
              <IconButton
                look="small"
                label={t('tray.dismissProblem', { fileName: problem.fileName })}
                onClick={() => dismiss(problem)}
              >
                <X />
              </IconButton>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
