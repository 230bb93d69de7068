import { Pause, Play } from 'lucide-react';
import { useRef, useState } from 'react';
import type { MessageView, VoiceView } from '../../../electron/bridge/contract.ts';
import { IconButton } from '../../components/IconButton.tsx';
import { formatDuration, formatNumber, useTranslate } from '../../i18n.tsx';
import { VOICE_STEP_MS } from '../../limits.ts';
import { TransferButtons } from '../transfers/TransferButtons.tsx';
import { type Sender, transferWords } from '../transfers/transfer-words.ts';
import { useLookedAt } from '../transfers/use-looked-at.ts';
import styles from './VoiceBubble.module.css';
import { nextRate, pause, play, seek, usePlaying } from './voice-player.ts';
import { Waveform } from './Waveform.tsx';

interface VoiceBubbleProps {
  readonly message: MessageView;
  readonly voice: VoiceView;
  readonly sender: Sender;
}

/** A recording: heard here, moved through by pointer or arrow keys, at three speeds. */
export function VoiceBubble({ message, voice, sender }: VoiceBubbleProps) {
  const t = useTranslate();
  const element = useRef<HTMLFieldSetElement>(null);
  const playing = usePlaying();
  const [restAtMs, setRestAtMs] = useState(0); // where it starts when it is not the one that is played
  const { key, durationMs, transfer, waveform } = voice;
  useLookedAt(element, message, transfer.state === 'coming');
  const isMine = playing.key === key;
  const atMs = Math.min(isMine ? playing.atMs : restAtMs, durationMs);
  const isPlaying = isMine && playing.isPlaying;
  const isReady = transfer.state === 'here' || transfer.state === 'coming';
  const state = transferWords(transfer, sender, t);
  const duration = formatDuration(durationMs);
  const start = () => play(key, !isMine && restAtMs > 0 ? restAtMs : undefined);
  const move = (ms: number) => {
    if (isMine) seek(key, ms);
    else setRestAtMs(ms);
  };
  return (
    <fieldset ref={element} className={styles.voice} aria-label={t('voice.label', { duration })}>
      <IconButton
        look="main"
        className={styles.play}
        label={t(isPlaying ? 'voice.pause' : 'voice.play')}
        disabled={!isReady}
        onClick={() => (isPlaying ? pause() : start())}
      >
        {isPlaying ? <Pause /> : <Play data-mirrors />}
      </IconButton>
      <div className={styles.line}>
        <Waveform waveform={waveform} played={durationMs === 0 ? 0 : atMs / durationMs} />
        <input
          type="range"
          className={styles.seek}
          min={0}
          max={durationMs}
          step={VOICE_STEP_MS}
          value={atMs}
          disabled={!isReady}
          aria-label={t('voice.seek')}
          aria-valuetext={t('voice.seekValue', { at: formatDuration(atMs), duration })}
          onChange={(event) => move(Number(event.target.value))}
          onPointerDown={(event) => move(pointedAt(event) * durationMs)}
        />
      </div>
      <p className={styles.below}>
        <span>{atMs > 0 ? formatDuration(atMs) : duration}</span>
        {playing.failedKey === key && <span role="status">{t('voice.problem.cantPlay')}</span>}
        {state !== null && <span>{state}</span>}
        <TransferButtons message={message} state={transfer.state} />
        <button
          type="button"
          className={styles.speed}
          aria-label={t('voice.speed', { speed: `${formatNumber(playing.rate)}×` })}
          onClick={nextRate}
        >
          {formatNumber(playing.rate)}×
        </button>
      </p>
    </fieldset>
  );
}

/** The steps of the slider are those of the keys; a pointer means exactly where it points. 0 to 1. */
function pointedAt({ clientX, currentTarget }: { readonly clientX: number; readonly currentTarget: Element }): number {
  const { left, width } = currentTarget.getBoundingClientRect();
  const ratio = Math.min(Math.max((clientX - left) / width, 0), 1);
  return getComputedStyle(currentTarget).direction === 'rtl' ? 1 - ratio : ratio;
}
