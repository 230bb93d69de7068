import { randomBytes } from 'node:crypto';
import { stat } from 'node:fs/promises';
import { basename } from 'node:path';
import type { LentFileView } from '../../bridge/contract.ts';
import { LENT_AT_ONCE_MAX } from '../limits.ts';

const TOKEN_BYTES = 16;

/** Files of this disk that the person handed over to be sent. The page knows each by a token and never by its path. */
export class LentFiles {
  /** In the order in which they came: the oldest leave when there are too many. */
  private readonly pathsByToken = new Map<string, string>();

  async lend(paths: readonly string[]): Promise<readonly LentFileView[]> {
    return Promise.all(paths.map((path) => this.lendOne(path)));
  }

  /** Undefined if it was sent, given back or never lent. */
  pathOf(token: string): string | undefined {
    return this.pathsByToken.get(token);
  }

  giveBack(tokens: readonly string[]): void {
    for (const token of tokens) this.pathsByToken.delete(token);
  }

  private async lendOne(path: string): Promise<LentFileView> {
    const token = randomBytes(TOKEN_BYTES).toString('hex');
    const name = basename(path);
    const found = path === '' ? undefined : await stat(path).catch(() => undefined); // gone, or not for us to see
    if (found === undefined) return { token, name, bytes: 0, kind: 'unreadable' };
    if (!found.isFile()) return { token, name, bytes: 0, kind: found.isDirectory() ? 'folder' : 'unreadable' };
    this.pathsByToken.set(token, path);
    for (const oldest of this.pathsByToken.keys()) {
      if (this.pathsByToken.size <= LENT_AT_ONCE_MAX) break;
      this.pathsByToken.delete(oldest);
    }
    return { token, name, bytes: found.size, kind: 'file' };
  }
}
