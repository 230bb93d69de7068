import { createHash } from 'node:crypto';

/**
 * Just enough of the invite's bytes (electron/messenger/WIRE.md "Invite") to change one on purpose. Written apart from the
 * app's own code, so that both can't be wrong in the same way.
 */
const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';
const LINK = /hashline:invite\/([A-Z2-7]+)/i;

const MODULUS_BYTES = 256;
const SECRET_BYTES = 16;
const CHECKSUM_BYTES = 4;

/** Takes the link in `text` apart, lets `change` work on its bytes, and puts it together with a right checksum. */
export function changeInvite(text: string, change: (bytes: Buffer) => Buffer): string {
  const code = LINK.exec(text)?.[1];
  if (code === undefined) throw new Error('There is no invite in this text.');
  const bytes = decodeBase32(code);
  const content = change(bytes.subarray(0, -CHECKSUM_BYTES));
  const checksum = createHash('sha256')
    .update('hashline/invite/1\n')
    .update(content)
    .digest()
    .subarray(0, CHECKSUM_BYTES);
  return `hashline:invite/${encodeBase32(Buffer.concat([content, checksum]))}`;
}

/** The same invite with one path only. */
export function withPath(text: string, ip: string, port: number): string {
  return changeInvite(text, (bytes) => {
    const start = pathsStart(bytes);
    return Buffer.concat([bytes.subarray(0, start), encodePath(ip, port), bytes.subarray(pathsEnd(bytes, start))]);
  });
}

export function withExpiry(text: string, expiresAtMs: number): string {
  return changeInvite(text, (bytes) => {
    const changed = Buffer.from(bytes);
    changed.writeUInt32BE(Math.floor(expiresAtMs / 1_000), pathsEnd(bytes, pathsStart(bytes)) + SECRET_BYTES);
    return changed;
  });
}

export function withVersion(text: string, version: number): string {
  return changeInvite(text, (bytes) => Buffer.concat([Buffer.from([version]), bytes.subarray(1)]));
}

function pathsStart(bytes: Buffer): number {
  const nameAt = 2 + MODULUS_BYTES;
  return nameAt + 1 + (bytes[nameAt] ?? 0);
}

function pathsEnd(bytes: Buffer, start: number): number {
  let offset = start + 1;
  for (let left = bytes[start] ?? 0; left > 0; left--) offset += 1 + (bytes[offset] === 6 ? 16 : 4) + 2;
  return offset;
}

function encodePath(ip: string, port: number): Buffer {
  const encoded = Buffer.from([1, 4, ...ip.split('.').map(Number), 0, 0]);
  encoded.writeUInt16BE(port, encoded.length - 2);
  return encoded;
}

function decodeBase32(text: string): Buffer {
  const bits = [...text.toUpperCase()].map((digit) => ALPHABET.indexOf(digit).toString(2).padStart(5, '0')).join('');
  return Buffer.from((bits.match(/.{8}/g) ?? []).map((byte) => Number.parseInt(byte, 2)));
}

function encodeBase32(bytes: Buffer): string {
  const bits = [...bytes].map((byte) => byte.toString(2).padStart(8, '0')).join('');
  return (bits.match(/.{1,5}/g) ?? []).map((digit) => ALPHABET[Number.parseInt(digit.padEnd(5, '0'), 2)]).join('');
}
