import { useEffect, useRef, useState } from 'react';
import type { MessageView } from '../../../electron/bridge/contract.ts';
import { type Translate, useTranslate } from '../../i18n.tsx';
import type { MessagePage } from '../../store/message-page.ts';
import { groupNote } from '../groups/group-note.ts';
import { goneWords } from '../messages/gone-words.ts';
import { plainWords } from '../text/plain-words.ts';

interface AnnouncerProps {
  readonly name: string;
  readonly page: MessagePage | undefined;
}

/**
 * Says what comes in while the chat is open. The list itself can't: it draws only what is visible, and scrolling would be
 * read aloud as news.
 */
export function Announcer({ name, page }: AnnouncerProps) {
  const t = useTranslate();
  const newest = page?.messages.at(-1);
  const [stretch, hasNewer] = [page?.stretch, page?.hasNewer];
  const known = useRef({ id: newest?.id, stretch, hasNewer });
  const [said, setSaid] = useState('');
  useEffect(() => {
    const before = known.current;
    known.current = { id: newest?.id, stretch, hasNewer };
    // What is loaded on scrolling down is no news.
    const wasAtEnd = before.id !== undefined && before.stretch === stretch && before.hasNewer === false;
    if (wasAtEnd && newest !== undefined && newest.id !== before.id && !newest.isMine) setSaid(spoken(newest, name, t));
  }, [newest, stretch, hasNewer, name, t]);
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
  if (content.kind === 'text') return plainWords(content.text);
  if (content.kind === 'album') return t('album.label', { count: content.photos.length });
  if (content.kind === 'file') return content.file.name;
  if (content.kind === 'voice') return t('list.voice');
  if (content.kind === 'group') return groupNote(content.note, t);
  return content.kind === 'gone' ? goneWords(message, name, t) : t('chat.newerVersion');
}
