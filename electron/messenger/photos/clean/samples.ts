import { type Box, boxesOf } from './boxes.ts';
import type { Range } from './ranges.ts';

/** Samples of one track: a note a frame for a day at 50 frames a second. */
const SAMPLES_MAX = 5_000_000;

/** Where the samples of a track lie in the file (ISO 14496-12, 8.7). Undefined if its tables contradict themselves. */
export function sampleRanges(bytes: Buffer, trak: Box): readonly Range[] | undefined {
  const stbl = find(bytes, trak, ['mdia', 'minf', 'stbl']);
  const tables = stbl && boxesOf(bytes, stbl.contentAt, stbl.end);
  const table = (name: string) => tables?.find((box) => box.name === name);
  const [stsz, stsc, stco, co64] = [table('stsz'), table('stsc'), table('stco'), table('co64')];
  const offsets = stco ?? co64;
  if (stsz === undefined || stsc === undefined || offsets === undefined) return undefined;
  const fixedBytes = bytes.readUInt32BE(stsz.contentAt + 4);
  const sampleCount = bytes.readUInt32BE(stsz.contentAt + 8);
  if (sampleCount > SAMPLES_MAX) return undefined;
  const sizeOf = (sample: number) => fixedBytes || bytes.readUInt32BE(stsz.contentAt + 12 + sample * 4);
  const chunkCount = bytes.readUInt32BE(offsets.contentAt + 4);
  const offsetOf = (chunk: number) =>
    stco === undefined
      ? Number(bytes.readBigUInt64BE(offsets.contentAt + 8 + chunk * 8))
      : bytes.readUInt32BE(offsets.contentAt + 8 + chunk * 4);

  const ranges: Range[] = [];
  let sample = 0;
  for (let chunk = 0; chunk < chunkCount && sample < sampleCount; chunk += 1) {
    const from = offsetOf(chunk);
    const last = Math.min(sampleCount, sample + samplesInChunk(bytes, stsc, chunk));
    let to = from;
    for (; sample < last; sample += 1) to += sizeOf(sample);
    ranges.push({ from, to });
  }
  return sample < sampleCount ? undefined : ranges;
}

/** Runs of chunks with as many samples each; chunks are counted from 1. */
function samplesInChunk(bytes: Buffer, stsc: Box, chunk: number): number {
  const runCount = bytes.readUInt32BE(stsc.contentAt + 4);
  let [low, high] = [0, runCount - 1];
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (bytes.readUInt32BE(stsc.contentAt + 8 + middle * 12) <= chunk + 1) low = middle;
    else high = middle - 1;
  }
  return bytes.readUInt32BE(stsc.contentAt + 8 + low * 12 + 4);
}

function find(bytes: Buffer, from: Box, path: readonly string[]): Box | undefined {
  let box: Box | undefined = from;
  for (const name of path) {
    box = box && boxesOf(bytes, box.contentAt, box.end)?.find((child) => child.name === name);
  }
  return box;
}
