import { openConnection } from '../connection.ts';
import { decryptPages } from '../salvage/encrypted-pages.ts';
import { openRawPages, saltsOf } from '../salvage/raw-pages.ts';
import { readTreePage } from '../salvage/tree-pages.ts';

/** Pages of a whole database in which its events lie, and those that lead to them; for tests that harm them. */
export function eventPagesOf(file: string, key: Uint8Array) {
  const connection = openConnection(file, key);
  const root = connection.one("SELECT rootpage FROM sqlite_master WHERE name = 'events'")?.rootpage;
  connection.close();
  const raw = openRawPages(file);
  const pages = decryptPages(raw, key, saltsOf(raw, file));
  const [above, leaves]: [number[], number[]] = [[], []];
  const waiting = [Number(root)];
  for (let page = waiting.pop(); page !== undefined && pages !== undefined; page = waiting.pop()) {
    const children = readTreePage(pages, page)?.children ?? [];
    (children.length > 0 ? above : leaves).push(page);
    waiting.push(...children);
  }
  raw.close();
  return { above, leaves };
}
