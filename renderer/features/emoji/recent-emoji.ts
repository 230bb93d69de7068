import { RECENT_EMOJI_MAX } from '../../limits.ts';
import { QUICK_EMOJI } from '../messages/message-popup.ts';

let recent: readonly string[] = QUICK_EMOJI;

/** The newest first, and before any was chosen the six. Of this run only: what moves a person is not written in the open. */
export const recentEmoji = (): readonly string[] => recent;

export function noteEmoji(emoji: string): void {
  recent = [emoji, ...recent.filter((held) => held !== emoji)].slice(0, RECENT_EMOJI_MAX);
}
