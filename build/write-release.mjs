import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { ROOT } from './places.mjs';
import { runMain, say } from './terminal.mjs';

/**
 * `node build/write-release.mjs`, in the release workflow: fills assets/release.json from PAGE, FEED (both https, the feed ending in
 * "/") and KEYS (Ed25519 in hex, separated by spaces). The packages count as signed if there is a certificate to sign them with. What
 * makes no sense the app itself takes for nothing (electron/shell/updates/release.ts).
 */
await runMain(async () => {
  const { PAGE = '', FEED = '', KEYS = '', CSC_LINK = '' } = process.env;
  const keys = KEYS.split(/\s+/).filter((key) => key !== '');
  const release = { page: PAGE, feed: FEED, keys, isSigned: CSC_LINK !== '' };
  await writeFile(join(ROOT, 'assets', 'release.json'), `${JSON.stringify(release)}\n`);
  say(`assets/release.json: ${keys.length} keys, ${release.isSigned ? 'signed' : 'unsigned'}.`);
});
