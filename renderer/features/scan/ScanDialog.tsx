import { useEffect, useRef, useState } from 'react';
import { SmallDialog } from '../../components/SmallDialog.tsx';
import { type MessageKey, useTranslate } from '../../i18n.tsx';
import { scanWithCamera } from './camera.ts';
import styles from './ScanDialog.module.css';

interface ScanDialogProps {
  readonly title: string;
  /** What to do with a code; the sentence that says what is wrong with it, or null when it is done. */
  readonly onCode: (text: string) => Promise<MessageKey | null>;
  readonly onClose: () => void;
  readonly name?: string;
}

/** The camera's picture, until a code is found that is good for something. */
export function ScanDialog({ title, ...view }: ScanDialogProps) {
  return (
    <SmallDialog title={title} onClose={view.onClose}>
      <CameraView {...view} />
    </SmallDialog>
  );
}

/** Apart from the dialog, which puts its content on the page later than itself: the camera begins when there is a place for its picture. */
function CameraView({ onCode, onClose, name = '' }: Omit<ScanDialogProps, 'title'>) {
  const t = useTranslate();
  const video = useRef<HTMLVideoElement>(null);
  const [stateKey, setStateKey] = useState<MessageKey>('scan.starting');
  const [isShowing, setShowing] = useState(false);
  const take = useRef(onCode);
  const close = useRef(onClose);
  take.current = onCode;
  close.current = onClose;

  useEffect(() => {
    const { current: screen } = video;
    if (screen === null) return;
    let isOver = false;
    const onFound = async (text: string) => {
      const problem = await take.current(text);
      if (isOver) return;
      if (problem === null) close.current();
      else setStateKey(problem);
    };
    const starting = scanWithCamera(screen, (text) => void onFound(text));
    void starting.then((scanning) => {
      if (isOver) return;
      setShowing(typeof scanning !== 'string');
      setStateKey(typeof scanning === 'string' ? scanning : 'scan.looking');
    });
    return () => {
      isOver = true;
      void starting.then((scanning) => typeof scanning !== 'string' && scanning.stop());
    };
  }, []);

  return (
    <>
      <video
        ref={video}
        className={styles.video}
        hidden={!isShowing}
        aria-label={t('scan.video')}
        autoPlay
        muted
        playsInline
      />
      <p className={styles.state} role="status">
        {t(stateKey, { name })}
      </p>
    </>
  );
}
