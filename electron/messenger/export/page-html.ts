import type { MessageView } from '../views/message-views.ts';
import type { PageWords } from './page-words.ts';

/** What a message's content lies in: a path below the page's folder, or why there is none. */
export type Attachment =
  | { readonly kind: 'image' | 'video' | 'audio' | 'file'; readonly path: string; readonly caption: string | undefined }
  | { readonly kind: 'missing'; readonly caption: string | undefined };

const SIGNS: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };

/** Nothing that somebody wrote becomes a mark of the page, in text or between quotes. */
export function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (sign) => SIGNS[sign] ?? '');
}

/** Opens without a network and runs nothing: the policy forbids scripts even if one should get in. */
export function pageStart(title: string, writtenOn: string, words: PageWords): string {
  return `<!doctype html>
<html lang="${escapeHtml(words.language)}" dir="${words.direction}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; img-src 'self' file:; media-src 'self' file:; style-src 'unsafe-inline'">
<meta name="viewport" content="width=device-width">
<meta name="color-scheme" content="light dark">
<title>${escapeHtml(title)}</title>
<style>
:root { color-scheme: light dark; }
body { font: 16px/1.5 system-ui, sans-serif; max-width: 46rem; margin: 2rem auto; padding: 0 1rem; background: light-dark(#fff, #16181c); color: light-dark(#1c1f24, #e6e8eb); }
h2 { font-size: 1rem; text-align: center; margin: 2rem 0 1rem; color: light-dark(#5c6370, #9aa1ab); }
article { max-width: 85%; width: fit-content; margin: 0 0 .5rem; padding: .5rem .75rem; border-radius: 12px; background: light-dark(#eef0f3, #24272d); overflow-wrap: anywhere; }
article.mine { margin-inline-start: auto; background: light-dark(#dcebff, #1f3654); }
article p { margin: 0; white-space: pre-wrap; }
article small, figcaption { color: light-dark(#5c6370, #9aa1ab); }
article blockquote { margin: 0 0 .25rem; padding-inline-start: .5rem; border-inline-start: 3px solid light-dark(#b6bcc6, #4a505a); }
p.note { text-align: center; color: light-dark(#5c6370, #9aa1ab); }
figure { margin: 0 0 .25rem; }
img, video { max-width: 100%; border-radius: 8px; }
</style>
</head>
<body>
<h1><bdi>${escapeHtml(title)}</bdi></h1>
<p><small>${escapeHtml(words.written(writtenOn))}</small></p>
`;
}

export const PAGE_END = '</body>\n</html>\n';

export function dayHtml(day: string): string {
  return `<h2>${escapeHtml(day)}</h2>\n`;
}

export function messageHtml(
  message: MessageView,
  time: string,
  attachments: readonly Attachment[],
  words: PageWords,
): string {
  const { content, isMine, author, reply, editedAtMs, reactions } = message;
  if (content.kind === 'group') return `<p class="note">${escapeHtml(words.note(content.note))}</p>\n`;
  const who = author === undefined ? '' : `<strong dir="auto">${escapeHtml(author.name)}</strong> `;
  const quote = reply === undefined ? '' : `<blockquote dir="auto">${escapeHtml(reply.excerpt)}</blockquote>`;
  const given = reactions.map(({ emoji, count }) => escapeHtml(count > 1 ? `${emoji} ${count}` : emoji)).join(' ');
  const edited = editedAtMs === undefined ? [] : [escapeHtml(words.say('edited'))];
  const notes = [escapeHtml(time), ...edited, ...(given === '' ? [] : [given])];
  const body = `${quote}${attachments.map((each) => attachmentHtml(each, words)).join('')}${wordsOf(content, words)}`;
  return `<article${isMine ? ' class="mine"' : ''}>${who}${body}<small>${notes.join(' · ')}</small></article>\n`;
}

function wordsOf(content: MessageView['content'], words: PageWords): string {
  if (content.kind === 'text') return `<p dir="auto">${escapeHtml(content.text)}</p>`;
  if (content.kind === 'gone') return `<p><em>${escapeHtml(words.say('deleted'))}</em></p>`;
  if (content.kind === 'newer-version') return `<p><em>${escapeHtml(words.say('newer-version'))}</em></p>`;
  return '';
}

function attachmentHtml(attachment: Attachment, words: PageWords): string {
  const caption =
    attachment.caption === undefined ? '' : `<figcaption dir="auto">${escapeHtml(attachment.caption)}</figcaption>`;
  if (attachment.kind === 'missing') return `<figure><em>${escapeHtml(words.say('missing'))}</em>${caption}</figure>`;
  const place = escapeHtml(attachment.path.split('/').map(encodeURIComponent).join('/'));
  switch (attachment.kind) {
    case 'image':
      return `<figure><a href="${place}"><img src="${place}" alt="" loading="lazy"></a>${caption}</figure>`;
    case 'video':
      return `<figure><video src="${place}" controls preload="none"></video>${caption}</figure>`;
    case 'audio':
      return `<figure><audio src="${place}" controls preload="none"></audio>${caption}</figure>`;
    default:
      return `<figure><a href="${place}" download>${escapeHtml(attachment.path)}</a>${caption}</figure>`;
  }
}
