import { findLinks } from './find-links.ts';

/** What a text is drawn from. The markers are gone; everything else is as it was written. */
export type TextPart =
  | { readonly kind: 'text' | 'code' | 'block'; readonly text: string }
  | { readonly kind: 'bold' | 'italic'; readonly parts: readonly TextPart[] }
  | { readonly kind: 'link'; readonly text: string; readonly url: string };

/** What is taken whole: nothing in it is formatted. */
interface Atom {
  readonly end: number;
  readonly part: TextPart;
}

/** Two stars are what other programs make bold by; two underscores stand around names of programs, and stay. */
const EMPHASIS = { '**': 'bold', '*': 'bold', _: 'italic' } as const;
type Marker = keyof typeof EMPHASIS;
const FENCE = '```';
const WORD = /[\p{L}\p{N}\p{M}]/u;

/**
 * *bold* or **bold**, _italic_, `code` on one line and ```blocks```; a marker stands outside words, so that 2*3*4 and snake_case stay
 * what they are. One that is never closed is a sign like any other. Takes time in proportion to the text, whatever it is.
 */
export function parseText(text: string): readonly TextPart[] {
  const parts: TextPart[] = [];
  let at = 0;
  for (;;) {
    const open = text.indexOf(FENCE, at);
    const close = open < 0 ? -1 : text.indexOf(FENCE, open + FENCE.length);
    if (close < 0) break;
    const inside = text.slice(open + FENCE.length, close).replace(/^\n|\n$/g, '');
    if (inside.trim() === '') {
      parts.push(...parseLines(text.slice(at, close + FENCE.length)));
      at = close + FENCE.length;
      continue;
    }
    parts.push(...parseLines(text.slice(at, open).replace(/\n$/, '')), { kind: 'block', text: inside });
    at = close + FENCE.length;
    if (text[at] === '\n') at++; // the block makes its own line
  }
  return [...parts, ...parseLines(text.slice(at))];
}

function parseLines(text: string): readonly TextPart[] {
  return text === '' ? [] : new Emphasis(text, atomsOf(text)).parse(0, text.length, []);
}

/** By where they begin. */
function atomsOf(text: string): ReadonlyMap<number, Atom> {
  const atoms = new Map<number, Atom>();
  for (const { index, 0: whole } of text.matchAll(/`[^`\n]+`/g)) {
    const inside = whole.slice(1, -1);
    if (inside.trim() !== '') atoms.set(index, { end: index + whole.length, part: { kind: 'code', text: inside } });
  }
  const codes = [...atoms].map(([start, { end }]) => [start, end] as const);
  let next = 0;
  for (const { start, end, url } of findLinks(text)) {
    while ((codes[next]?.[1] ?? text.length) <= start) next++;
    if ((codes[next]?.[0] ?? text.length) < end) continue; // an address in code is code
    atoms.set(start, { end, part: { kind: 'link', text: text.slice(start, end), url } });
  }
  return atoms;
}

class Emphasis {
  constructor(
    private readonly text: string,
    private readonly atoms: ReadonlyMap<number, Atom>,
  ) {}

  parse(from: number, to: number, within: readonly Marker[]): readonly TextPart[] {
    const parts: TextPart[] = [];
    /** Up to here there is no end for one that begins: looked for once, not once for each. */
    const hopeless: Record<Marker, number> = { '**': from, '*': from, _: from };
    let said = from;
    const say = (until: number) => {
      if (until > said) parts.push({ kind: 'text', text: this.text.slice(said, until) });
    };
    for (let at = from; at < to; ) {
      const atom = this.atoms.get(at);
      if (atom !== undefined && atom.end <= to) {
        say(at);
        parts.push(atom.part);
        at = atom.end;
        said = at;
        continue;
      }
      const marker = this.markerAt(at);
      if (marker === undefined || within.includes(marker) || at < hopeless[marker] || !this.opens(marker, at)) {
        at++;
        continue;
      }
      const [close, lookedUntil] = this.closeOf(marker, at + marker.length, to);
      if (close < 0) {
        hopeless[marker] = lookedUntil;
        at++;
        continue;
      }
      say(at);
      const inside = this.parse(at + marker.length, close, [...within, marker]);
      parts.push({ kind: EMPHASIS[marker], parts: inside });
      at = close + marker.length;
      said = at;
    }
    say(to);
    return parts;
  }

  /** The marker that begins here; a longer run of its sign is none. */
  private markerAt(at: number): Marker | undefined {
    const sign = this.text[at];
    if ((sign !== '*' && sign !== '_') || this.text[at - 1] === sign) return undefined;
    if (this.text[at + 1] !== sign) return sign;
    return sign === '*' && this.text[at + 2] !== sign ? '**' : undefined;
  }

  private opens(marker: Marker, at: number): boolean {
    const [before, after] = [this.text[at - 1] ?? '', this.text[at + marker.length] ?? ''];
    return !isWord(before) && after.trim() !== '';
  }

  /** Where the marker closes on this line, or -1, and how far that was looked for. */
  private closeOf(marker: Marker, from: number, to: number): readonly [number, number] {
    for (let at = from; at < to; at++) {
      const atom = this.atoms.get(at);
      if (atom !== undefined) {
        at = atom.end - 1;
        continue;
      }
      if (this.text[at] === '\n') return [-1, at];
      if (at > from && this.markerAt(at) === marker && this.closes(marker, at)) return [at, at];
    }
    return [-1, to];
  }

  private closes(marker: Marker, at: number): boolean {
    const [before, after] = [this.text[at - 1] ?? '', this.text[at + marker.length] ?? ''];
    return before.trim() !== '' && !isWord(after);
  }
}

/** Half of a pair counts as a letter: nothing is formatted in the middle of a word of a rare script. */
const isWord = (sign: string): boolean => WORD.test(sign) || /[\ud800-\udbff]/.test(sign);
