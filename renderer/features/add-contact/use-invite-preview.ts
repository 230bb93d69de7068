import { useEffect, useState } from 'react';
import { INVITE_TEXT_CHARS_MAX } from '../../limits.ts';
import { type InviteProblemKey, type InviteSender, readInvite } from './accept-invite.ts';

export type InvitePreview =
  | { readonly state: 'nothing' }
  | { readonly state: 'found'; readonly sender: InviteSender }
  | { readonly state: 'problem'; readonly key: InviteProblemKey | 'invite.tooLong' };

const NOTHING: InvitePreview = { state: 'nothing' };

/** Reads what stands in the paste field, each time it changes; an answer to an older text is dropped. */
export function useInvitePreview(text: string): InvitePreview {
  const [preview, setPreview] = useState<InvitePreview>(NOTHING);
  useEffect(() => {
    if (text.trim() === '') return setPreview(NOTHING);
    if (text.length > INVITE_TEXT_CHARS_MAX) return setPreview({ state: 'problem', key: 'invite.tooLong' });
    let isOutdated = false;
    void readInvite(text).then((read) => {
      if (isOutdated) return;
      setPreview(typeof read === 'string' ? { state: 'problem', key: read } : { state: 'found', sender: read });
    });
    return () => {
      isOutdated = true;
    };
  }, [text]);
  return preview;
}
