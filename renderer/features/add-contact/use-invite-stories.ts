import { useEffect, useState } from 'react';
import type { InviteStoryView, Problem } from '../../../electron/bridge/contract.ts';
import { bridge } from '../../bridge.ts';
import { tell } from '../../components/toasts.ts';
import type { MessageKey } from '../../i18n.tsx';

const PROBLEM_KEYS = {
  'no-profile': 'invite.noProfile',
  'unknown-invite': 'add.inviteFailed',
  'bad-uses': 'problem.ours',
  'too-many-invites': 'story.tooMany',
  'disk-full': 'invite.diskFull',
  forbidden: 'problem.ours',
  'bad-request': 'problem.ours',
  internal: 'problem.ours',
} as const satisfies Record<Problem<'makeInvite'> | Problem<'withdrawInvite'>, MessageKey>;

/** All invites with what became of them, the newest first, and anew whenever one is made, used or withdrawn. */
export function useInviteStories(): readonly InviteStoryView[] {
  const [stories, setStories] = useState<readonly InviteStoryView[]>([]);
  useEffect(() => {
    let isOutdated = false;
    const ask = async () => {
      const answer = await bridge.listInvites({});
      if (answer.ok && !isOutdated) setStories(answer.value);
    };
    void ask();
    const stops = [bridge.on('inviteChanged', () => void ask()), bridge.on('peopleChanged', () => void ask())];
    return () => {
      isOutdated = true;
      for (const stop of stops) stop();
    };
  }, []);
  return stories;
}

export async function makeInvite(): Promise<void> {
  const answer = await bridge.makeInvite({});
  if (!answer.ok) tell(PROBLEM_KEYS[answer.error]);
}

export async function withdrawInvite(id: string): Promise<void> {
  const answer = await bridge.withdrawInvite({ id });
  if (!answer.ok) tell(PROBLEM_KEYS[answer.error]);
}
