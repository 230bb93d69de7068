import { z } from 'zod';
import { isIP } from 'node:net';

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
});
export type Release = z.output<typeof Release>;

/** What cannot be read counts as nothing: then there are no updates, instead of updates from somewhere. */
export function readRelease(value: unknown): Release {
  const read = Release.safeParse(value);
  return read.success ? read.data : { page: '', feed: '', keys: [] };
}

/** With a name, without a password, on the usual port. */
function isPlainHttps(text: string): boolean {
  const url = URL.parse === undefined ? tryUrl(text) : (URL.parse(text) ?? undefined);
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
  /** Whether the system vouches for this copy: notarised, or signed by its publisher. */
  readonly isSigned: boolean;
}

/** How this copy gets newer. Where the system's packages brought it, they bring the next one. */
export function updateWay(release: Release, copy: Installation): UpdateWay {
  if (copy.packageType !== undefined && copy.packageType !== '') return 'packages';
  const page = release.page === '' ? 'none' : 'page';
  if (!copy.isPackaged || release.feed === '' || release.keys.length === 0) return page;
  if (copy.platform === 'linux') return copy.appImage === undefined ? page : 'itself';
  if (!copy.isSigned || copy.isPortable) return page;
  return 'itself';
}
