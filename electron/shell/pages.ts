import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { extname, join } from 'node:path';

/** Our own origin for pages, registered as a standard, secure scheme before Electron is ready. */
export const PAGE_SCHEME = 'app';

/** One origin of ours: its host, the one document it has, and what that document may do. */
export interface Site {
  readonly host: string;
  readonly document: string;
  readonly contentSecurityPolicy: string;
  /** Workers may have a policy of their own, by the beginning of their path. */
  readonly workers?: readonly { readonly path: string; readonly contentSecurityPolicy: string }[];
}

/** The window's page: our files, pictures from the photo protocol, nothing from anywhere else, no connections. */
export const MAIN_SITE: Site = {
  host: 'hashline',
  document: 'index.html',
  contentSecurityPolicy: policy({
    'script-src': "'self'",
    'style-src': "'self'",
    'img-src': "'self' media:",
    // blob: is a film that was just picked, played to draw its picture.
    'media-src': 'media: blob:',
    'font-src': "'self'",
    'worker-src': "'self'",
    // No text may become markup or script by any way, not even through a mistake of ours.
    'require-trusted-types-for': "'script'",
    // One exception, which can be made only once (no 'allow-duplicates') and is: the address of the reader of QR codes.
    'trusted-types': 'qr-reader',
  }),
  // WebAssembly is for the reader of QR codes alone: a worker with nothing but its own code, which is given pixels.
  workers: [
    {
      path: '/assets/qr-worker-',
      contentSecurityPolicy: policy({ 'script-src': "'self' 'wasm-unsafe-eval'" }),
    },
  ],
};

/**
 * The picture decoder: scripts of ours and the decoder of HEIC (WebAssembly), and nothing else at all. An origin of its own, so the
 * bridge never listens to it.
 */
export const DECODER_SITE: Site = {
  host: 'decoder',
  document: 'image-worker.html',
  contentSecurityPolicy: policy({ 'script-src': "'self' 'wasm-unsafe-eval'", 'worker-src': "'self'" }),
};

function policy(allowed: Readonly<Record<string, string>>): string {
  const closed = {
    'default-src': "'none'",
    'base-uri': "'none'",
    'form-action': "'none'",
    'frame-ancestors': "'none'",
  };
  return Object.entries({ ...closed, ...allowed })
    .map(([name, sources]) => `${name} ${sources}`)
    .join('; ');
}

const CONTENT_TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.webp': 'image/webp',
  '.woff2': 'font/woff2',
  '.wasm': 'application/wasm',
};

export function siteAddress(site: Site): string {
  return `${PAGE_SCHEME}://${site.host}/${site.document}`;
}

/** Whether a frame with this address is `site`'s. Compared by parts: Node gives "null" as the origin of our scheme. */
export function isOfSite(site: Site, address: string): boolean {
  try {
    const { protocol, host } = new URL(address);
    return protocol === `${PAGE_SCHEME}:` && host === site.host;
  } catch {
    return false; // not an address at all
  }
}

/** What is said of a document on its first element: language, direction, theme. None of it is text that somebody wrote. */
export type PageDress = Readonly<Record<string, string>>;

/** Answers requests of one site from the files that were in `folder` when it was made: a path can name nothing else. */
export async function createPageHandler(
  folder: string,
  site: Site,
  dress: () => PageDress = () => ({}),
): Promise<(request: Request) => Promise<Response>> {
  const files = await listFiles(folder, site);
  return async (request) => {
    if (request.method !== 'GET' || !isOfSite(site, request.url)) return refusal(site, 403);
    const path = new URL(request.url).pathname;
    const file = files.get(path === '/' ? `/${site.document}` : path);
    if (file === undefined) return refusal(site, 404);
    if (path === '/' || path === `/${site.document}`)
      return documentOf(site, await readFile(file.path, 'utf8'), dress());
    const bytes = await readFile(file.path);
    return new Response(bytes, { headers: { ...headersOf(site, path), 'Content-Type': file.type } });
  };
}

/** The document in this dress. Its own styles are allowed by their hashes, and no others. */
function documentOf(site: Site, html: string, dress: PageDress): Response {
  const attributes = Object.entries(dress).map(([name, value]) => ` ${name}="${value}"`);
  const dressed = attributes.length === 0 ? html : html.replace(/<html[^>]*>/, () => `<html${attributes.join('')}>`);
  const styles = [...html.matchAll(/<style>(.*?)<\/style>/gs)].map(([, text = '']) => text);
  const hashes = styles.map((text) => ` 'sha256-${createHash('sha256').update(text).digest('base64')}'`);
  const headers = headersOf(site);
  const policy = headers['Content-Security-Policy'] ?? '';
  return new Response(dressed, {
    headers: {
      ...headers,
      'Content-Security-Policy': policy.replace("style-src 'self'", (allowed) => allowed + hashes.join('')),
      'Content-Type': CONTENT_TYPES['.html'] ?? '',
    },
  });
}

interface PageFile {
  readonly path: string;
  readonly type: string;
}

/** What a site has: everything built, but of documents only its own. (Electron 25's Node has no recursive readdir.) */
async function listFiles(folder: string, site: Site, prefix = '/'): Promise<Map<string, PageFile>> {
  const files = new Map<string, PageFile>();
  for (const entry of await readdir(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    const address = `${prefix}${entry.name}`;
    if (entry.isDirectory()) {
      for (const [inner, file] of await listFiles(path, site, `${address}/`)) files.set(inner, file);
      continue;
    }
    const type = CONTENT_TYPES[extname(entry.name)];
    const isOfOtherSite = extname(entry.name) === '.html' && address !== `/${site.document}`;
    if (type !== undefined && entry.isFile() && !isOfOtherSite) files.set(address, { path, type });
  }
  return files;
}

function refusal(site: Site, status: number): Response {
  return new Response('', { status, headers: headersOf(site) });
}

function headersOf(site: Site, address = '/'): Record<string, string> {
  const worker = site.workers?.find(({ path }) => address.startsWith(path));
  return {
    'Content-Security-Policy': (worker ?? site).contentSecurityPolicy,
    'X-Content-Type-Options': 'nosniff',
    'Cross-Origin-Resource-Policy': 'same-origin',
    'Referrer-Policy': 'no-referrer',
    'Cache-Control': 'no-store',
  };
}
