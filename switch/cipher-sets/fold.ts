/** A 32-byte digest folded to 16: its halves, one upon the other (cs/1a.md "Folding"). */
export function foldOnce(digest: Uint8Array): Uint8Array {
  const half = digest.length / 2;
  return Uint8Array.from({ length: half }, (_, at) => (digest[at] ?? 0) ^ (digest[at + half] ?? 0));
}

/** The same three times, to 4 bytes. */
export function foldThrice(digest: Uint8Array): Uint8Array {
  return foldOnce(foldOnce(foldOnce(digest)));
}
