import { useEffect, useRef, useState } from 'react';
import type { MessageView } from '../../../electron/bridge/contract.ts';
import { type Translate, useTranslate } from '../../i18n.tsx';
import { groupNote } from '../groups/group-note.ts';
import { goneWords } from '../messages/gone-words.ts';

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
    if (isNews && !newest.isMine) setSaid(spoken(newest, name, t));
  }, [newest, name, t]);
  return (
    <p className="spoken" role="status">
      {said}
    </p>
  );
}

function spoken(message: MessageView, name: string, t: Translate): string {
  const text = spokenContent(message, name, t);
  if (message.content.kind === 'group') return text; // it names who did it
  return t('chat.said', { name: message.author?.name ?? name, text });
}

function spokenContent(message: MessageView, name: string, t: Translate): string {
  const { content } = message;
  if (content.kind === 'text') return content.text;
  if (content.kind === 'album') return t('album.label', { count: content.photos.length });
  if (content.kind === 'file') return content.file.name;
  if (content.kind === 'voice') return t('list.voice');
  if (content.kind === 'group') return groupNote(content.note, t);
  return content.kind === 'gone' ? goneWords(message, name, t) : t('chat.newerVersion');
}
