import { createElement, Fragment, type MouseEvent, type ReactElement, type ReactNode, useMemo } from 'react';
import { useAppStore } from '../../store/app-store.ts';
import styles from './FormattedText.module.css';
import { parseText, type TextPart } from './parse-text.ts';
import { readable } from './readable.ts';

/** What somebody wrote, with its few formats; text nodes and nothing else, whatever it says. */
export function FormattedText({ text }: { readonly text: string }) {
  return useMemo(() => drawParts(parseText(readable(text))), [text]);
}

/** As children that never change places: they are replaced with the text. */
function drawParts(parts: readonly TextPart[]): ReactElement {
  return createElement(Fragment, null, ...parts.map(drawPart));
}

function drawPart(part: TextPart): ReactNode {
  switch (part.kind) {
    case 'bold':
      return <strong>{drawParts(part.parts)}</strong>;
    case 'italic':
      return <em>{drawParts(part.parts)}</em>;
    case 'code':
      return <code className={styles.code}>{part.text}</code>;
    case 'block':
      return <code className={styles.block}>{part.text}</code>;
    case 'link':
      return <Link text={part.text} url={part.url} />;
    default:
      return part.text;
  }
}

/** Nothing is fetched, and nothing opened before the person has seen where it leads. */
function Link({ text, url }: { readonly text: string; readonly url: string }) {
  const showLink = useAppStore((state) => state.showLink);
  const show = (event: MouseEvent) => {
    event.preventDefault();
    showLink(url);
  };
  return (
    <a className={styles.link} href={url} onClick={show} onAuxClick={(event) => event.preventDefault()}>
      {text}
    </a>
  );
}
