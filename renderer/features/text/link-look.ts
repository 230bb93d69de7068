import confusables from 'unhomoglyph/data.json' with { type: 'json' };
import { webAddress } from './web-address.ts';

/** What a person should see of an address before it is opened. */
export interface LinkLook {
  /** Where it leads, in the letters that machines use: nothing else can stand for them. */
  readonly host: string;
  /** As it was written, if that is not the same. */
  readonly written: string | undefined;
  /** `look-alike`: it reads like a name in plain letters that it is not. `foreign`: it has letters of other alphabets. */
  readonly warning: 'look-alike' | 'foreign' | 'number' | undefined;
  /** All of it, in signs that cannot hide or turn around. */
  readonly address: string;
}

/** What letters look like (Unicode TR39). */
const PROTOTYPES: ReadonlyMap<string, string> = new Map(Object.entries(confusables));
const PLAIN = /^[ -~]*$/;
const OTHER_ALPHABETS = /[\p{Script=Cyrillic}\p{Script=Greek}\p{Script=Armenian}\p{Script=Cherokee}]/u;

/** Pure. Undefined for what is no web address. */
export function linkLook(url: string): LinkLook | undefined {
  const read = webAddress(url);
  if (read === undefined) return undefined;
  const { host, hostname, href } = read;
  const isForeign = hostname.split('.').some((label) => label.startsWith('xn--'));
  const written = isForeign ? hostAsWritten(url) : undefined;
  return { host, written, warning: warningOf(hostname, isForeign, written), address: href };
}

function warningOf(hostname: string, isForeign: boolean, written: string | undefined): LinkLook['warning'] {
  if (isForeign) return written === undefined || isLookAlike(written) ? 'look-alike' : 'foreign';
  return /^\[|^\d+(?:\.\d+){3}$/.test(hostname) ? 'number' : undefined;
}

/** Between the slashes and what follows. Undefined where it stands in the machine's letters, which nobody can read. */
function hostAsWritten(url: string): string | undefined {
  const host = /^https?:[/\\]*(?:[^/?#\\]*@)?([^/?#:\\]*)/iu.exec(url)?.[1]?.toLowerCase().normalize('NFC');
  return host === undefined || PLAIN.test(host) ? undefined : host;
}

/** One part of the name can be taken for one of plain letters, or mixes alphabets that look alike. */
function isLookAlike(host: string): boolean {
  return host.split('.').some((label) => {
    if (PLAIN.test(label)) return label.startsWith('xn--');
    const looks = [...label].map((letter) => PROTOTYPES.get(letter) ?? letter).join('');
    return PLAIN.test(looks) || (/\p{Script=Latin}/u.test(label) && OTHER_ALPHABETS.test(label));
  });
}
