import { createReadStream, existsSync } from 'node:fs';
import { createServer } from 'node:http';
import { extname, join } from 'node:path';
import { build } from 'vite';
import { OUT } from './places.mjs';
import preview from './preview.config.mjs';

const SITE = join(OUT, 'preview');

/** The same as electron/shell/pages.ts sends. */
const POLICY =
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' media: data: blob:; font-src 'self'; connect-src 'self'";
/** @type {Record<string, string>} */
const TYPES = { '.html': 'text/html', '.js': 'text/javascript', '.css': 'text/css' };

/**
 * Builds the preview (renderer/testing) and serves it on the loopback under the app's content security policy.
 *
 * @returns {Promise<{ urlOf: (asked: Record<string, string>) => string, close: () => void }>}
 */
export async function openPreviewSite() {
  await build({ ...preview, configFile: false, logLevel: 'warn' });
  const server = createServer((request, response) => {
    const path = join(SITE, new URL(request.url ?? '/', 'http://preview').pathname);
    const exists = existsSync(path);
    response.writeHead(exists ? 200 : 204, {
      'content-type': TYPES[extname(path)] ?? 'text/plain',
      'content-security-policy': POLICY,
    });
    if (exists) createReadStream(path).pipe(response);
    else response.end();
  });
  await new Promise((done) => server.listen(0, '127.0.0.1', () => done(undefined)));
  const address = server.address();
  const port = typeof address === 'object' ? address?.port : undefined;
  return {
    urlOf: (asked) => `http://127.0.0.1:${port}/testing/preview.html?${new URLSearchParams(asked)}`,
    close: () => {
      server.close();
      server.closeAllConnections();
    },
  };
}
