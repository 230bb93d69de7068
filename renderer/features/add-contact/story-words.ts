import type { InviteStoryView } from '../../../electron/bridge/contract.ts';
import { formatDate, type Translate } from '../../i18n.tsx';

const DAY = { day: 'numeric', month: 'long' } as const;

/** What became of an invite, in a line. */
export function storyWords(story: InviteStoryView, t: Translate): string {
  const { state, expiresAtMs, withdrawnAtMs, uses, usesMax } = story;
  const until = formatDate(expiresAtMs, DAY);
  switch (state) {
    case 'open':
      return uses.length === 0
        ? t('story.open', { date: until })
        : t('story.openSome', { used: uses.length, max: usesMax, date: until });
    case 'used':
      return t('story.used');
    case 'expired':
      return t('story.expired', { date: until });
    case 'withdrawn':
      return t('story.withdrawn', { date: formatDate(withdrawnAtMs ?? expiresAtMs, DAY) });
  }
}

/** Who used it and when, one line each. */
export function userWords({ uses }: InviteStoryView, t: Translate): readonly string[] {
  return uses.map(({ name, atMs }) =>
    t('story.usedBy', { name: name ?? t('story.someone'), date: formatDate(atMs, DAY) }),
  );
}

export const storyTitle = ({ createdAtMs }: InviteStoryView, t: Translate): string =>
  t('story.made', { date: formatDate(createdAtMs, DAY) });
