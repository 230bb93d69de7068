import type { PhotoView, TransferView } from '../../../electron/bridge/contract.ts';

/** Where the photos of an album stand together: the state that most needs a word, and how much of all is here. */
export interface AlbumStanding {
  readonly state: Exclude<TransferView['state'], 'here'>;
  readonly why: TransferView['why'];
  /** Photos in this state. */
  readonly count: number;
  /** Bytes of them that are still to come. */
  readonly missingBytes: number;
  readonly wholeCount: number;
  /** 0 to 1, by bytes. */
  readonly progress: number;
}

/** What the person can do something about comes before what goes on by itself, and last what nobody can. */
const ORDER = ['asks', 'failed', 'coming', 'paused', 'declined', 'withheld'] as const;

/** Null when everything is here. */
export function albumStanding(photos: readonly PhotoView[]): AlbumStanding | null {
  const state = ORDER.find((candidate) => photos.some(({ transfer }) => transfer.state === candidate));
  if (state === undefined) return null;
  const those = photos.filter(({ transfer }) => transfer.state === state);
  const totalBytes = sum(photos.map(({ bytes }) => bytes));
  const hereBytes = sum(photos.map(({ bytes, transfer }) => bytes * transfer.progress));
  return {
    state,
    why: those[0]?.transfer.why,
    count: those.length,
    missingBytes: sum(those.map(({ bytes, transfer }) => bytes * (1 - transfer.progress))),
    wholeCount: photos.filter(({ transfer }) => transfer.state === 'here').length,
    progress: totalBytes === 0 ? 0 : hereBytes / totalBytes,
  };
}

const sum = (numbers: readonly number[]): number => numbers.reduce((total, number) => total + number, 0);
