/** A web address; undefined for anything else. */
export function webAddress(text: string): URL | undefined {
  try {
    const url = new URL(text);
    return url.protocol === 'http:' || url.protocol === 'https:' ? url : undefined;
  } catch {
    return undefined; // there is no other way to ask in the oldest Chrome that we run in
  }
}
