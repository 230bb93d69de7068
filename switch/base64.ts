/** Base64 with padding (RFC 4648 section 4), by hand: the engine sees neither Node's Buffer nor the web's atob. */

const DIGITS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';
const GROUP_CHARS = 4;
const BASE64_PATTERN = /^[A-Za-z0-9+/]*={0,2}$/;

export function toBase64(bytes: Uint8Array): string {
  let text = '';
  for (let index = 0; index < bytes.length; index += 3) {
    const left = bytes.length - index;
    const group = ((bytes[index] ?? 0) << 16) | ((bytes[index + 1] ?? 0) << 8) | (bytes[index + 2] ?? 0);
    text += digit(group >> 18) + digit(group >> 12);
    text += (left > 1 ? digit(group >> 6) : '=') + (left > 2 ? digit(group) : '=');
  }
  return text;
}

/** Undefined unless the text is what `toBase64` makes of some bytes: there is one spelling for each. */
export function fromBase64(text: string): Uint8Array | undefined {
  if (text.length % GROUP_CHARS !== 0 || !BASE64_PATTERN.test(text)) return undefined;
  const padding = text.endsWith('==') ? 2 : text.endsWith('=') ? 1 : 0;
  const bytes = new Uint8Array((text.length / GROUP_CHARS) * 3 - padding);
  for (let group = 0; group * 3 < bytes.length; group++) {
    let bits = 0;
    for (const char of text.slice(group * GROUP_CHARS, (group + 1) * GROUP_CHARS))
      bits = (bits << 6) | Math.max(0, DIGITS.indexOf(char));
    for (let place = 0; place < 3; place++)
      if (group * 3 + place < bytes.length) bytes[group * 3 + place] = bits >> (16 - 8 * place);
  }
  return toBase64(bytes) === text ? bytes : undefined;
}

function digit(bits: number): string {
  return DIGITS.charAt(bits & 0x3f);
}
