/** RFC 4648 base32 without padding: five bits a character, the highest first. */
const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';
const VALUE_OF = new Map([...ALPHABET].map((character, value) => [character, value]));

export function encodeBase32(bytes: Uint8Array): string {
  let text = '';
  let bits = 0;
  let bitCount = 0;
  for (const byte of bytes) {
    bits = ((bits << 8) | byte) & 0xffff;
    bitCount += 8;
    while (bitCount >= 5) {
      bitCount -= 5;
      text += ALPHABET[(bits >> bitCount) & 31];
    }
  }
  return bitCount === 0 ? text : text + ALPHABET[(bits << (5 - bitCount)) & 31];
}

/** The whole bytes in `text`, of either case; undefined if a character is none of base32. Bits left over are ignored. */
export function decodeBase32(text: string): Uint8Array | undefined {
  const bytes = new Uint8Array(Math.floor((text.length * 5) / 8));
  let length = 0;
  let bits = 0;
  let bitCount = 0;
  for (const character of text.toUpperCase()) {
    const value = VALUE_OF.get(character);
    if (value === undefined) return undefined;
    bits = ((bits << 5) | value) & 0xfff;
    bitCount += 5;
    if (bitCount < 8) continue;
    bitCount -= 8;
    bytes[length++] = (bits >> bitCount) & 0xff;
  }
  return bytes;
}
