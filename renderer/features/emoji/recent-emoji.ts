import { bridge } from '../../bridge.ts';
import { RECENT_EMOJI_MAX } from '../../limits.ts';
import { QUICK_EMOJI } from '../messages/message-popup.ts';

let chosen: readonly string[] = [];
let loading: Promise<void> | undefined;

/** The newest first, and behind them the six, which nobody has to have chosen. */
export const recentEmoji = (): readonly string[] => merged(chosen, QUICK_EMOJI);

/** Those of earlier runs, which the main process keeps with the messages, behind what was chosen meanwhile. */
export function loadRecentEmoji(): Promise<void> {
  loading ??= bridge.getRecentEmoji({}).then((answer) => {
    if (answer.ok) chosen = merged(chosen, answer.value.emoji);
  });
  return loading;
}

/** A full disk forgets it, and nobody is told: it was chosen all the same. */
export function noteEmoji(emoji: string): void {
  chosen = merged([emoji], chosen);
  void bridge.noteEmoji({ emoji });
}

const merged = (first: readonly string[], others: readonly string[]): readonly string[] =>
  [...new Set([...first, ...others])].slice(0, RECENT_EMOJI_MAX);
