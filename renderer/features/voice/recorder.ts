import { bridge } from '../../bridge.ts';
import type { MessageKey } from '../../i18n.tsx';
import { VOICE_BITS_PER_SECOND, VOICE_LEVEL_MS, VOICE_MS_MAX, VOICE_MS_MIN, WAVEFORM_STEPS_MAX } from '../../limits.ts';
import { squeeze } from './waveform-bars.ts';

const TYPE = 'audio/webm;codecs=opus';

export interface Recorded {
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly durationMs: number;
  readonly waveform: readonly number[];
}

export interface Recorder {
  /** What was said so far, for good. Null if it was too short to say anything. */
  finish(): Promise<Recorded | null>;
  cancel(): void;
}

/** Every VOICE_LEVEL_MS: how loud it is now, 0 to 255, and how long it goes on. */
export type OnLevel = (level: number, elapsedMs: number) => void;

export type RecorderProblem = Extract<MessageKey, `voice.problem.${string}`>;

/** Opens the microphone and records until it is finished or cancelled. A sentence if that is not possible. */
export async function startRecorder(onLevel: OnLevel, onFull: () => void): Promise<Recorder | RecorderProblem> {
  const allowed = await bridge.openMicrophone({ isOn: true });
  if (!allowed.ok) return allowed.error === 'refused-by-system' ? 'voice.problem.refused' : 'voice.problem.failed';
  let stream: MediaStream | undefined;
  try {
    stream = await navigator.mediaDevices.getUserMedia({ audio: true });
    return record(stream, onLevel, onFull);
  } catch (error) {
    for (const track of stream?.getTracks() ?? []) track.stop(); // it hears already, and nothing records it
    void bridge.openMicrophone({ isOn: false });
    return problemOf(error);
  }
}

function record(stream: MediaStream, onLevel: OnLevel, onFull: () => void): Recorder {
  const recorder = new MediaRecorder(stream, { mimeType: TYPE, audioBitsPerSecond: VOICE_BITS_PER_SECOND });
  const parts: Blob[] = [];
  const levels: number[] = [];
  recorder.addEventListener('dataavailable', ({ data }) => parts.push(data));
  const ended = new Promise<void>((resolve) => {
    recorder.addEventListener('stop', () => resolve(), { once: true });
  });
  const meter = new AudioContext();
  const analyser = meter.createAnalyser();
  meter.createMediaStreamSource(stream).connect(analyser);
  const startedAtMs = performance.now();
  recorder.start();
  const timer = setInterval(() => {
    const elapsedMs = performance.now() - startedAtMs;
    const level = levelOf(analyser);
    levels.push(level);
    onLevel(level, elapsedMs);
    if (elapsedMs >= VOICE_MS_MAX) onFull();
  }, VOICE_LEVEL_MS);

  /** Idempotent: the microphone is closed whatever came first. */
  const stop = () => {
    clearInterval(timer);
    if (recorder.state !== 'inactive') recorder.stop();
    for (const track of stream.getTracks()) track.stop();
    if (meter.state !== 'closed') void meter.close();
    void bridge.openMicrophone({ isOn: false });
  };
  return {
    cancel: stop,
    async finish() {
      const durationMs = Math.min(Math.round(performance.now() - startedAtMs), VOICE_MS_MAX);
      stop();
      await ended;
      const bytes = new Uint8Array(await new Blob(parts).arrayBuffer());
      if (durationMs < VOICE_MS_MIN || bytes.length === 0) return null;
      return { bytes, durationMs, waveform: squeeze(levels, WAVEFORM_STEPS_MAX) };
    },
  };
}

/** Loudness as the ear takes it: the mean of the swing, stretched so that speech fills the scale. */
function levelOf(analyser: AnalyserNode): number {
  const samples = new Float32Array(analyser.fftSize);
  analyser.getFloatTimeDomainData(samples);
  const mean = Math.sqrt(samples.reduce((sum, sample) => sum + sample * sample, 0) / samples.length);
  return Math.min(255, Math.round(Math.sqrt(mean) * 360));
}

/** Names of the standard (Media Capture and Streams, "getUserMedia"). */
function problemOf(error: unknown): RecorderProblem {
  switch (error instanceof DOMException ? error.name : '') {
    case 'NotFoundError':
      return 'voice.problem.missing';
    case 'NotAllowedError':
      return 'voice.problem.refused';
    case 'NotReadableError':
      return 'voice.problem.busy';
    default:
      return 'voice.problem.failed';
  }
}
