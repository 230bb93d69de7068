import { LINK_URL_CHARS_MAX } from '../../bridge/contract.ts';

/** As the system may be given it: a web address without a name or password in it. Undefined for anything else. */
export function readLink(text: string): string | undefined {
  if (text.length > LINK_URL_CHARS_MAX || !URL.canParse(text)) return undefined;
  const { protocol, hostname, username, password, href } = new URL(text);
  const isWeb = protocol === 'http:' || protocol === 'https:';
  const isPlain = hostname !== '' && username === '' && password === '';
  return isWeb && isPlain && href.length <= LINK_URL_CHARS_MAX ? href : undefined;
}
