import { useEffect, useRef, useState } from 'react';
import type { MessageView } from '../../../electron/bridge/contract.ts';
import { type Translate, useTranslate } from '../../i18n.tsx';
import { groupNote } from '../groups/group-note.ts';

interface AnnouncerProps {
  readonly name: string;
  readonly messages: readonly MessageView[];
}

/**
 * Says what comes in while the chat is open. The list itself can't: it draws only what is visible, and scrolling would be
 * read aloud as news.
 */
export function Announcer({ name, messages }: AnnouncerProps) {
  const t = useTranslate();
  const newest = messages.at(-1);
  const known = useRef(newest?.id);
  const [said, setSaid] = useState('');
  useEffect(() => {
    const isNews = known.current !== undefined && newest !== undefined && newest.id !== known.current;
    known.current = newest?.id;
    if (isNews && !newest.isMine) setSaid(t('chat.said', { name, text: spokenContent(newest, t) }));
  }, [newest, name, t]);
  return (
    <p className="spoken" role="status">
      {said}
    </p>
  );
}

function spokenContent({ content }: MessageView, t: Translate): string {
  if (content.kind === 'text') return content.text;
  if (content.kind === 'album') return t('album.label', { count: content.photos.length });
  if (content.kind === 'group') return groupNote(content.note, t);
  return t(content.kind === 'gone' ? 'chat.gone' : 'chat.newerVersion');
}
