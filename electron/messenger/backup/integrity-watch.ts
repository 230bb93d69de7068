import { existsSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { inspectCopy, type Storage, writeFileDurably } from '../../storage/index.ts';
import { describeError } from '../describe-error.ts';
import { CHECK_AFTER_MS, CHECK_EVERY_MS } from '../limits.ts';
import type { MessengerParts } from '../messenger.ts';
import { isStoreClosed } from '../store-trouble.ts';

const CHECKED_STATE = 'integrity.checked-at';
/** A page that is written to in this moment looks wrong once, not twice. */
const LOOKS = 3;

/** Lies beside a database that looked damaged while it was in use; the next start looks again, when nobody writes. */
export const DOUBT = 'doubt';
const doubtFile = (dataFolder: string) => join(dataFolder, DOUBT);

/** Whether the last run had a doubt. It is looked into once. */
export function takeDoubt(dataFolder: string): boolean {
  const file = doubtFile(dataFolder);
  const hadDoubt = existsSync(file);
  if (hadDoubt) rmSync(file);
  return hadDoubt;
}

export interface IntegrityWatchParts {
  readonly parts: Pick<MessengerParts, 'clock' | 'storageWorker' | 'log'>;
  readonly storage: Storage;
}

/** Reads the whole database through once a week, in a thread of its own, while the person goes on. */
export class IntegrityWatch {
  private cancel: (() => void) | undefined;
  private looking: Promise<void> | undefined;

  constructor(private readonly own: IntegrityWatchParts) {}

  start(): void {
    this.cancel = this.own.parts.clock.after(CHECK_AFTER_MS, () => {
      this.looking = this.look().catch((error: unknown) => {
        if (!isStoreClosed(error)) this.own.parts.log(`integrity: ${describeError(error)}`);
      });
    });
  }

  async stop(): Promise<void> {
    this.cancel?.();
    await this.looking;
  }

  private async look(): Promise<void> {
    const { parts, storage } = this.own;
    const { state } = storage.store;
    const restedMs = parts.clock.wallMs() - Number((await state.getText(CHECKED_STATE)) ?? 0);
    if (restedMs >= 0 && restedMs < CHECK_EVERY_MS) return;
    for (let look = 0; look < LOOKS; look++) {
      const { isWhole } = await inspectCopy(parts.storageWorker, storage.folder.databaseFile, storage.keys.key);
      if (isWhole) return state.setText(CHECKED_STATE, String(parts.clock.wallMs()));
    }
    parts.log('integrity: the database looks damaged; the next start looks again');
    writeFileDurably(doubtFile(storage.folder.path), new Uint8Array(0));
  }
}
