import { LINK_URL_CHARS_MAX } from '../../bridge/contract.ts';

/** As the system may be given it: a web address without a name or password in it. Undefined for anything else. */
export function readLink(text: string): string | undefined {
  const url = text.length > LINK_URL_CHARS_MAX ? undefined : urlOf(text);
  if (url === undefined) return undefined;
  const isWeb = url.protocol === 'http:' || url.protocol === 'https:';
  const isPlain = url.hostname !== '' && url.username === '' && url.password === '';
  return isWeb && isPlain && url.href.length <= LINK_URL_CHARS_MAX ? url.href : undefined;
}

function urlOf(text: string): URL | undefined {
  try {
    return new URL(text);
  } catch {
    return undefined; // Node 18 has no other way to ask
  }
}
