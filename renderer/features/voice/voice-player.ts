import { useSyncExternalStore } from 'react';
import { soundUrl } from '../../media-url.ts';

/** What is being played: one recording at a time in the whole window, also while its chat is scrolled or left. */
export interface Playing {
  readonly key: string | null;
  readonly isPlaying: boolean;
  readonly atMs: number;
  readonly rate: number;
  /** The recording that could not be played. */
  readonly failedKey: string | null;
}

const RATES: readonly number[] = [1, 1.5, 2];

let playing: Playing = { key: null, isPlaying: false, atMs: 0, rate: 1, failedKey: null };
const listeners = new Set<() => void>();
let sound: HTMLAudioElement | undefined;

function set(change: Partial<Playing>): void {
  playing = { ...playing, ...change };
  for (const listener of listeners) listener();
}

function listen(listener: () => void): () => void {
  listeners.add(listener);
  return () => void listeners.delete(listener);
}

/** Made at the first play: a window in which nothing is heard needs none. */
function element(): HTMLAudioElement {
  if (sound !== undefined) return sound;
  const made = new Audio();
  made.preload = 'auto';
  made.addEventListener('timeupdate', () => set({ atMs: made.currentTime * 1_000 }));
  made.addEventListener('play', () => set({ isPlaying: true }));
  made.addEventListener('pause', () => set({ isPlaying: false }));
  made.addEventListener('ended', () => set({ isPlaying: false, atMs: 0 }));
  made.addEventListener('error', () => set({ isPlaying: false, failedKey: playing.key }));
  sound = made;
  return made;
}

/** Plays on from where it was, or from `atMs`; another recording stops. */
export function play(key: string, atMs?: number): void {
  const audio = element();
  if (playing.key !== key) {
    audio.src = soundUrl(key);
    set({ key, atMs: 0, failedKey: null });
  }
  if (atMs !== undefined) seek(key, atMs);
  else if (playing.atMs === 0) audio.currentTime = 0; // it had come to its end
  audio.playbackRate = playing.rate;
  audio.play().catch(() => undefined); // told by `error`, or another recording came before it
}

export function pause(): void {
  sound?.pause();
}

/** Of the recording that is played or paused; any other starts there when it is played. */
export function seek(key: string, atMs: number): void {
  if (playing.key !== key) return;
  element().currentTime = atMs / 1_000;
  set({ atMs });
}

/** 1, 1.5, 2 and again. */
export function nextRate(): void {
  const at = RATES.indexOf(playing.rate);
  const rate = RATES[(at + 1) % RATES.length] ?? 1;
  if (sound !== undefined) sound.playbackRate = rate;
  set({ rate });
}

export const usePlaying = (): Playing => useSyncExternalStore(listen, () => playing);
