import { randomBytes, timingSafeEqual } from 'node:crypto';
import { stat } from 'node:fs/promises';
import { basename } from 'node:path';
import type { LendQuestion } from '../../bridge/contract/outside.ts';
import type { LentFileView } from '../../bridge/contract.ts';
import { LEND_GUESSES_MAX, LENT_AT_ONCE_MAX } from '../limits.ts';
import { drawParts, proofOf } from './lend-proof.ts';

const TOKEN_BYTES = 16;

interface Asked extends LendQuestion {
  readonly path: string;
  /** As the page sees it. */
  readonly fileBytes: number;
}

/** Files of this disk that the person handed over to be sent. The page knows each by a token and never by its path. */
export class LentFiles {
  /** In the order in which they came: the oldest leave when there are too many. */
  private readonly pathsByToken = new Map<string, string>();
  private readonly asked = new Map<string, Asked>();
  private wrongProofs = 0;

  /** What the page must show of these files before their paths are believed. */
  ask(files: readonly { readonly path: string; readonly bytes: number }[]): readonly LendQuestion[] {
    return files.map(({ path, bytes }) => {
      const ticket = newToken();
      const question = { ticket, nonce: new Uint8Array(randomBytes(TOKEN_BYTES)), parts: drawParts(bytes) };
      keepNewest(this.asked, ticket, { ...question, path, fileBytes: bytes });
      return question;
    });
  }

  /** Takes each file that was shown. */
  async lend(
    proofs: readonly { readonly ticket: string; readonly sha256: string }[],
  ): Promise<readonly LentFileView[]> {
    return Promise.all(proofs.map(({ ticket, sha256 }) => this.lendOne(ticket, Buffer.from(sha256, 'hex'))));
  }

  /** Undefined if it was sent, given back or never lent. */
  pathOf(token: string): string | undefined {
    return this.pathsByToken.get(token);
  }

  /** Takes it back, so that nobody else sends it meanwhile. `keep` lends it again under the same token. */
  take(token: string): { readonly path: string; readonly keep: () => void } | undefined {
    const path = this.pathsByToken.get(token);
    if (path === undefined) return undefined;
    this.pathsByToken.delete(token);
    return { path, keep: () => keepNewest(this.pathsByToken, token, path) };
  }

  giveBack(tokens: readonly string[]): void {
    for (const token of tokens) this.pathsByToken.delete(token);
  }

  private async lendOne(ticket: string, proof: Buffer): Promise<LentFileView> {
    const asked = this.asked.get(ticket);
    this.asked.delete(ticket);
    const path = asked?.path ?? '';
    const unreadable = { token: newToken(), name: basename(path), bytes: 0, kind: 'unreadable' } as const;
    const found = path === '' ? undefined : await stat(path).catch(() => undefined); // gone, or not for us to see
    if (asked === undefined || found === undefined) return unreadable;
    if (!found.isFile()) return found.isDirectory() ? { ...unreadable, kind: 'folder' } : unreadable;
    if (found.size !== asked.fileBytes || !(await this.isShown(asked, proof))) return unreadable;
    const token = newToken();
    keepNewest(this.pathsByToken, token, path);
    return { token, name: unreadable.name, bytes: found.size, kind: 'file' };
  }

  private async isShown(asked: Asked, proof: Buffer): Promise<boolean> {
    if (proof.length === 0 || this.wrongProofs >= LEND_GUESSES_MAX) return false;
    const wanted = await proofOf(asked.path, asked).catch(() => undefined);
    const isShown = wanted !== undefined && timingSafeEqual(wanted, proof);
    if (!isShown) this.wrongProofs += 1;
    return isShown;
  }
}

const newToken = () => randomBytes(TOKEN_BYTES).toString('hex');

function keepNewest<T>(map: Map<string, T>, key: string, value: T): void {
  map.set(key, value);
  for (const oldest of map.keys()) {
    if (map.size <= LENT_AT_ONCE_MAX) break;
    map.delete(oldest);
  }
}
