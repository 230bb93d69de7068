import { type Box, boxesOf, fileBoxes } from './boxes.ts';
import type { Cleaned } from './pieces.ts';
import { blankedPieces, type Head, type Range } from './ranges.ts';
import { sampleRanges } from './samples.ts';
import type { SourceReader } from './source-reader.ts';

/** The tables of a film of many hours; they are in memory while they are read. */
const MOOV_BYTES_MAX = 67_108_864;
/** Boxes a film consists of; all others are notes of camera, phone or program, such as the clock of a live recording. */
const FILM_BOXES: ReadonlySet<string> = new Set('ftyp styp moov moof mdat sidx ssix mfra pdin wide'.split(' '));
/** Boxes inside `moov` that tell of place, people, device and program. */
const NOTES: ReadonlySet<string> = new Set(['udta', 'meta', 'uuid', 'free', 'skip']);
/** Boxes in which such notes may lie. */
const NESTED: ReadonlySet<string> = new Set(['trak', 'mdia', 'minf', 'edts', 'mvex']);
/** Boxes that begin with when they were made and when they were changed (8.2.2, 8.3.2, 8.4.2), in version 1 with 8 bytes each. */
const DATED: ReadonlySet<string> = new Set(['mvhd', 'tkhd', 'mdhd']);
/** Version and flags, before the dates. */
const FLAGS_BYTES = 4;
/** What comes before the name that a camera or a program gives a track (8.4.3). */
const HANDLER_BYTES = 24;
/** What is seen, heard and read. Other tracks are notes that run along: places of a GPS, faces, movements. */
const SHOWN_TRACKS: ReadonlySet<string> = new Set(['vide', 'soun', 'text', 'sbtl', 'subt', 'clcp']);

/**
 * An MP4 or MOV whose notes are blanked in place, so that nothing moves and no table needs to be written anew: boxes become
 * `free` and zeros, and so do the samples of tracks that are notes; dates and names of tracks become zeros.
 */
export async function cleanMp4(reader: SourceReader): Promise<Cleaned | undefined> {
  const boxes = await fileBoxes(reader);
  const moov = boxes?.find(({ name }) => name === 'moov');
  if (boxes === undefined || moov === undefined || moov.end - moov.at > MOOV_BYTES_MAX) return undefined;
  const view = await reader.bytes(moov.at, moov.end - moov.at);
  if (view === undefined) return undefined;
  const found = notesOf(Buffer.from(view), moov);
  if (found === undefined) return undefined;
  // Samples of a film in fragments are listed in each of them: a track of notes can't be told apart there.
  if (found.ranges.length > 0 && boxes.some(({ name }) => name === 'moof')) return undefined;
  const gone = [...found.boxes, ...boxes.filter(({ name }) => !FILM_BOXES.has(name))];
  const heads = gone.map((box): Head => ({ from: box.at + 4, to: box.at + 8, bytes: Buffer.from('free', 'latin1') }));
  const contents = gone.map((box): Range => ({ from: box.contentAt, to: box.end }));
  return {
    pieces: blankedPieces(reader.length, [...contents, ...found.ranges, ...found.words], heads),
    isAnimated: true,
  };
}

interface Notes {
  /** With places in the file. */
  readonly boxes: readonly Box[];
  /** Samples of tracks that are notes. */
  readonly ranges: readonly Range[];
  /** Dates and names inside boxes that stay. */
  readonly words: readonly Range[];
}

function notesOf(bytes: Buffer, moov: Box): Notes | undefined {
  const boxes: Box[] = [];
  const ranges: Range[] = [];
  const words: Range[] = [];
  const blank = (box: Box, from: number, to: number) =>
    words.push({ from: moov.at + box.contentAt + from, to: moov.at + Math.min(box.contentAt + to, box.end) });
  const place = (box: Box): Box => ({
    name: box.name,
    at: moov.at + box.at,
    contentAt: moov.at + box.contentAt,
    end: moov.at + box.end,
  });
  const look = (from: number, to: number): boolean => {
    for (const box of boxesOf(bytes, from, to) ?? [undefined]) {
      if (box === undefined) return false;
      const handler = box.name === 'trak' ? handlerOf(bytes, box) : undefined;
      if (DATED.has(box.name)) blank(box, FLAGS_BYTES, FLAGS_BYTES + (bytes[box.contentAt] === 1 ? 16 : 8));
      if (box.name === 'hdlr') blank(box, HANDLER_BYTES, Number.POSITIVE_INFINITY);
      if (NOTES.has(box.name)) boxes.push(place(box));
      else if (handler !== undefined && !SHOWN_TRACKS.has(handler)) {
        const samples = sampleRanges(bytes, box);
        if (samples === undefined) return false;
        ranges.push(...samples);
        boxes.push(place(box));
      } else if (NESTED.has(box.name) && !look(box.contentAt, box.end)) return false;
    }
    return true;
  };
  try {
    return look(moov.contentAt - moov.at, bytes.length) ? { boxes, ranges, words } : undefined;
  } catch (error) {
    if (error instanceof RangeError) return undefined; // it points outside itself
    throw error;
  }
}

/** What a track is (8.4.3): `vide`, `soun` and so on. */
function handlerOf(bytes: Buffer, trak: Box): string | undefined {
  const mdia = boxesOf(bytes, trak.contentAt, trak.end)?.find(({ name }) => name === 'mdia');
  const hdlr = mdia && boxesOf(bytes, mdia.contentAt, mdia.end)?.find(({ name }) => name === 'hdlr');
  return hdlr && bytes.toString('latin1', hdlr.contentAt + 8, hdlr.contentAt + 12);
}
