import { Mic, SendHorizontal, Trash2, X } from 'lucide-react';
import { type KeyboardEvent, useEffect, useRef, useState } from 'react';
import type { ConversationId } from '../../../electron/bridge/contract.ts';
import { IconButton } from '../../components/IconButton.tsx';
import { formatDuration, type MessageKey, useTranslate } from '../../i18n.tsx';
import { type Recorded, type Recorder, startRecorder } from './recorder.ts';
import { sendVoice } from './send-voice.ts';
import styles from './VoiceRecorder.module.css';

interface VoiceRecorderProps {
  readonly id: ConversationId;
  /** The recording was sent or thrown away. */
  readonly onDone: () => void;
}

/** Levels in sight: the last few seconds. */
const LEVELS_SHOWN = 48;

type Phase = 'asking' | 'recording' | 'sending' | MessageKey;

/** In place of the text field: what is being said, as it is said. Enter sends, Escape throws away. */
export function VoiceRecorder({ id, onDone }: VoiceRecorderProps) {
  const t = useTranslate();
  const [phase, setPhase] = useState<Phase>('asking');
  const [levels, setLevels] = useState<readonly number[]>([]);
  const [elapsedMs, setElapsedMs] = useState(0);
  const recorder = useRef<Recorder | null>(null);
  /** What could not be sent: it is sent again, not said again. */
  const kept = useRef<Recorded | null>(null);
  const send = useRef<() => Promise<void>>(async () => undefined);
  const cancel = useRef<HTMLButtonElement>(null);

  send.current = async () => {
    if (phase === 'sending' || (recorder.current === null && kept.current === null)) return;
    setPhase('sending');
    kept.current ??= (await recorder.current?.finish()) ?? null;
    recorder.current = null;
    if (kept.current === null) setPhase('voice.tooShort');
    else if (await sendVoice(id, kept.current)) onDone();
    else setPhase('recording');
  };

  useEffect(() => {
    let isGone = false;
    cancel.current?.focus(); // the button that was pressed is gone; Escape is heard here
    const onLevel = (level: number, ms: number) => {
      setLevels((before) => [...before.slice(1 - LEVELS_SHOWN), level]);
      setElapsedMs(ms);
    };
    void startRecorder(onLevel, () => void send.current()).then((started) => {
      if (typeof started === 'string') setPhase(started);
      else if (isGone) started.cancel();
      else {
        recorder.current = started;
        setPhase('recording');
      }
    });
    return () => {
      isGone = true;
      recorder.current?.cancel();
    };
  }, []);

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Escape') {
      event.preventDefault();
      onDone();
    } else if (event.key === 'Enter' && event.target instanceof Element && event.target.closest('button') === null) {
      event.preventDefault();
      void send.current();
    }
  };
  const isReady = phase === 'recording';
  const hasFailed = !isReady && phase !== 'asking' && phase !== 'sending';
  return (
    <fieldset className={styles.recorder} aria-label={t('composer.record')} onKeyDown={onKeyDown}>
      <IconButton ref={cancel} label={t(hasFailed ? 'dialog.close' : 'voice.cancel')} onClick={onDone}>
        {hasFailed ? <X /> : <Trash2 />}
      </IconButton>
      <p className={styles.words} role="status">
        {wordsOf(phase, t)}
      </p>
      {(phase === 'recording' || phase === 'sending') && (
        <>
          <Mic className={styles.mic} aria-hidden="true" />
          <span className={styles.time} role="timer">
            {formatDuration(elapsedMs)}
          </span>
          <Levels levels={levels} />
        </>
      )}
      {!hasFailed && <SendButton isReady={isReady} onSend={() => void send.current()} />}
    </fieldset>
  );
}

function SendButton({ isReady, onSend }: { readonly isReady: boolean; readonly onSend: () => void }) {
  const t = useTranslate();
  const button = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    if (isReady) button.current?.focus(); // Enter and the space bar send
  }, [isReady]);
  return (
    <IconButton ref={button} look="main" label={t('voice.send')} disabled={!isReady} onClick={onSend}>
      <SendHorizontal data-mirrors />
    </IconButton>
  );
}

function wordsOf(phase: Phase, t: ReturnType<typeof useTranslate>): string {
  if (phase === 'recording') return '';
  if (phase === 'asking') return t('voice.asking');
  return phase === 'sending' ? t('voice.sending') : t(phase);
}

function Levels({ levels }: { readonly levels: readonly number[] }) {
  // Bars stand still, what was said runs through them.
  const shown = Array.from({ length: LEVELS_SHOWN }, (_, at) => ({
    at,
    level: levels[levels.length - LEVELS_SHOWN + at] ?? 0,
  }));
  return (
    <span className={styles.levels} aria-hidden="true">
      {shown.map(({ at, level }) => (
        <span key={at} className={styles.level} style={{ blockSize: `${Math.max(6, (level / 255) * 100)}%` }} />
      ))}
    </span>
  );
}
