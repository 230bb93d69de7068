import { Camera, MessageCircle, UsersRound } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import type { ContactView } from '../../../electron/bridge/contract.ts';
import { Button } from '../../components/Button.tsx';
import { SmallDialog } from '../../components/SmallDialog.tsx';
import { type MessageKey, useTranslate } from '../../i18n.tsx';
import { ScanDialog } from '../scan/ScanDialog.tsx';
import { CompareWords } from './CompareWords.tsx';
import { LiveCode } from './LiveCode.tsx';
import { useWayBack } from './use-way-back.ts';
import styles from './VerifyDialog.module.css';
import { scanCodeOf, startSideCheck } from './verify-actions.ts';

interface VerifyDialogProps {
  readonly contact: ContactView;
  readonly onClose: () => void;
}

type Step = 'ways' | 'words' | 'code' | 'scan';

/** Three ways to be sure, each in its own words; any one of them is enough. */
export function VerifyDialog({ contact: { person, name }, onClose }: VerifyDialogProps) {
  const t = useTranslate();
  const wayBack = useWayBack();
  const [step, setStep] = useState<Step>('ways');
  const [problemKey, setProblemKey] = useState<MessageKey | null>(null);
  if (step === 'scan') {
    return (
      <ScanDialog
        title={t('check.scanCode', { name })}
        name={name}
        onCode={(text) => scanCodeOf(person, name, text)}
        onClose={onClose}
      />
    );
  }
  const sideBySide = async () => {
    const problem = await startSideCheck(person);
    setProblemKey(problem);
    if (problem === null) onClose(); // the picture comes up by itself, here as there
  };
  const back = (
    <Button look="quiet" onClick={() => setStep('ways')}>
      {t('check.back')}
    </Button>
  );
  return (
    <SmallDialog title={t('check.title', { name })} onClose={onClose} returnTo={wayBack}>
      {step === 'words' && <CompareWords person={person} name={name} onDone={onClose} back={back} />}
      {step === 'code' && <LiveCode back={back} />}
      {step === 'ways' && (
        <>
          <p>{t('check.intro')}</p>
          <ul className={styles.ways}>
            <Way icon={<UsersRound />} title={t('check.nearby')} body={t('check.nearbyBody')}>
              <Button onClick={() => void sideBySide()}>{t('check.nearbyStart')}</Button>
              <p className={styles.problem} role="status">
                {problemKey !== null && t(problemKey, { name })}
              </p>
            </Way>
            <Way icon={<MessageCircle />} title={t('check.words')} body={t('check.wordsBody')}>
              <Button onClick={() => setStep('words')}>{t('check.wordsShow')}</Button>
            </Way>
            <Way icon={<Camera />} title={t('check.camera')} body={t('check.cameraBody')}>
              <Button onClick={() => setStep('code')}>{t('check.showCode')}</Button>
              <Button onClick={() => setStep('scan')}>{t('check.scanCode', { name })}</Button>
            </Way>
          </ul>
        </>
      )}
    </SmallDialog>
  );
}

interface WayProps {
  readonly icon: ReactNode;
  readonly title: string;
  readonly body: string;
  readonly children: ReactNode;
}

function Way({ icon, title, body, children }: WayProps) {
  return (
    <li className={styles.way}>
      <span className={styles.icon} aria-hidden="true">
        {icon}
      </span>
      <div className={styles.words}>
        <h3 className={styles.title}>{title}</h3>
        <p className={styles.body}>{body}</p>
        <div className={styles.actions}>{children}</div>
      </div>
    </li>
  );
}
