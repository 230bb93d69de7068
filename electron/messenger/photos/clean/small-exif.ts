/** What of a picture's own words stays with a cleaned original: which side is up, and when it was taken. */
export interface KeptFacts {
  /** EXIF orientation, 1 (upright) to 8. */
  readonly orientation: number;
  /** "2024-05-01T18:30:00" */
  readonly takenAt: string | undefined;
}

const TYPE_ASCII = 2;
const TYPE_SHORT = 3;
const TYPE_LONG = 4;
const ENTRY_BYTES = 12;
/** "YYYY:MM:DD HH:MM:SS" and a zero. */
const DATE_BYTES = 20;

/** A TIFF block with the orientation and the date taken and nothing else; undefined if there is nothing to say. */
export function smallExif({ orientation, takenAt }: KeptFacts): Uint8Array | undefined {
  if (orientation === 1 && takenAt === undefined) return undefined;
  const mainAt = 8;
  const mainCount = takenAt === undefined ? 1 : 2;
  const exifAt = mainAt + 2 + mainCount * ENTRY_BYTES + 4;
  const dateAt = exifAt + 2 + ENTRY_BYTES + 4;
  const tiff = Buffer.alloc(takenAt === undefined ? exifAt : dateAt + DATE_BYTES);
  tiff.write('MM\0*', 'latin1');
  tiff.writeUInt32BE(mainAt, 4);
  tiff.writeUInt16BE(mainCount, mainAt);
  writeEntry(tiff, mainAt + 2, 0x0112, TYPE_SHORT, 1);
  tiff.writeUInt16BE(orientation, mainAt + 2 + 8);
  if (takenAt === undefined) return new Uint8Array(tiff);
  writeEntry(tiff, mainAt + 2 + ENTRY_BYTES, 0x8769, TYPE_LONG, 1);
  tiff.writeUInt32BE(exifAt, mainAt + 2 + ENTRY_BYTES + 8);
  tiff.writeUInt16BE(1, exifAt);
  writeEntry(tiff, exifAt + 2, 0x9003, TYPE_ASCII, DATE_BYTES);
  tiff.writeUInt32BE(dateAt, exifAt + 2 + 8);
  tiff.write(takenAt.replaceAll('-', ':').replace('T', ' '), dateAt, 'latin1');
  return new Uint8Array(tiff);
}

function writeEntry(tiff: Buffer, at: number, tag: number, type: number, count: number): void {
  tiff.writeUInt16BE(tag, at);
  tiff.writeUInt16BE(type, at + 2);
  tiff.writeUInt32BE(count, at + 4);
}
