import { readFileSync } from 'node:fs';
import { isIP } from 'node:net';
import { z } from 'zod';

/**
 * assets/release.json: where newer versions of this copy come from. Empty in a checkout; the release workflow fills it in. Without a
 * key there is only the page, without a page nothing.
 */
const Address = z
  .string()
  .max(500)
  .refine((text) => text === '' || isPlainHttps(text));

const Release = z.strictObject({
  /** A page for people, with every package. */
  page: Address,
  /** A folder with manifest.json, manifest.json.sig and the packages; ends in "/". */
  feed: Address,
  /** Ed25519 keys that may sign a manifest: 32 bytes in hex each. */
  keys: z.array(z.string().regex(/^[0-9a-f]{64}$/)).max(4),
  /** Whether the system vouches for these packages: notarised, or signed by their publisher. */
  isSigned: z.boolean(),
});
export type Release = z.output<typeof Release>;

const NOTHING: Release = { page: '', feed: '', keys: [], isSigned: false };

/** From the file. What cannot be read counts as nothing: then there are no updates, instead of updates from somewhere. */
export function readRelease(file: string): Release {
  try {
    return checkRelease(JSON.parse(readFileSync(file, 'utf8')));
  } catch {
    return NOTHING;
  }
}

export function checkRelease(value: unknown): Release {
  const read = Release.safeParse(value);
  return read.success ? read.data : NOTHING;
}

/** With a name, without a password, on the usual port. */
function isPlainHttps(text: string): boolean {
  const url = tryUrl(text);
  return (
    url !== undefined &&
    url.protocol === 'https:' &&
    url.username === '' &&
    url.password === '' &&
    url.port === '' &&
    isIP(url.hostname) === 0
  );
}

function tryUrl(text: string): URL | undefined {
  try {
    return new URL(text);
  } catch {
    return undefined;
  }
}

export type UpdateWay = 'itself' | 'page' | 'packages' | 'none';

export interface Installation {
  readonly platform: NodeJS.Platform;
  readonly isPackaged: boolean;
  /** An AppImage: the file it runs from. */
  readonly appImage: string | undefined;
  /** Windows: run from a portable file. */
  readonly isPortable: boolean;
  /** electron-builder's note of the kind of package, beside app.asar; "deb" for instance. */
  readonly packageType: string | undefined;
}

/** How this copy gets newer. Where the system's packages brought it, they bring the next one. */
export function updateWay(release: Release, copy: Installation): UpdateWay {
  if (copy.packageType !== undefined && copy.packageType !== '') return 'packages';
  const page = release.page === '' ? 'none' : 'page';
  if (!copy.isPackaged || release.feed === '' || release.keys.length === 0) return page;
  if (copy.platform === 'linux') return copy.appImage === undefined ? page : 'itself';
  if (!release.isSigned || copy.isPortable) return page;
  return 'itself';
}
