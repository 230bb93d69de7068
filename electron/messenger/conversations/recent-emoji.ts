import { z } from 'zod';
import type { StateStore } from '../../storage/index.ts';
import { EMOJI_CHARS_MAX, RECENT_EMOJI_MAX } from '../limits.ts';

/** Name in the state store: what moves a person lies with the messages, locked, and not in a file of settings. */
const RECENT_STATE = 'emoji.recent';
const Recent = z.array(z.string().min(1).max(EMOJI_CHARS_MAX)).max(RECENT_EMOJI_MAX);

/** The emoji chosen last, the newest first. */
export async function recentEmoji(state: StateStore): Promise<readonly string[]> {
  const text = await state.getText(RECENT_STATE);
  return text === undefined ? [] : Recent.parse(JSON.parse(text));
}

/** Resolves once it is on disk. */
export async function noteEmoji(state: StateStore, emoji: string): Promise<void> {
  const others = (await recentEmoji(state)).filter((held) => held !== emoji);
  await state.setText(RECENT_STATE, JSON.stringify([emoji, ...others].slice(0, RECENT_EMOJI_MAX)));
}
