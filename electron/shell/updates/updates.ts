import { UPDATE_FIRST_LOOK_MS, UPDATE_LOOK_EVERY_MS } from '../limits.ts';
import { type Manifest, readManifest } from './manifest.ts';
import type { Release, UpdateWay } from './release.ts';

export type UpdateState = 'unknown' | 'looking' | 'newest' | 'found' | 'fetching' | 'ready' | 'failed' | 'not-trusted';

/** electron-updater, as far as it is let. */
export interface UpdateInstaller {
  /** Fetches the package for this computer. False unless its sum is one of `sha512s`. */
  fetch(feed: string, version: string, sha512s: readonly string[]): Promise<boolean>;
  /** Ends the app and starts the new one. */
  install(): void;
}

export interface UpdatesParts {
  readonly way: UpdateWay;
  readonly release: Release;
  readonly version: string;
  readonly isAgreed: () => boolean;
  /** The bytes at an address; a throw is no answer. */
  readonly fetch: (address: string) => Promise<Uint8Array>;
  readonly installer: () => Promise<UpdateInstaller>;
  readonly after: (ms: number, callback: () => void) => () => void;
  readonly onChange: () => void;
  readonly warn: (line: string) => void;
}

/**
 * Looks for a newer version once the person agreed to it, and never before: whoever is asked learns that this computer has Hashline.
 * What is found is offered; it is fetched and installed when they say so.
 */
export class Updates {
  private found: Manifest | undefined;
  private current: UpdateState = 'unknown';
  private cancel: (() => void) | undefined;
  private installer: UpdateInstaller | undefined;

  constructor(private readonly parts: UpdatesParts) {}

  get state(): UpdateState {
    return this.current;
  }

  get version(): string | undefined {
    return this.found?.version;
  }

  /** Follows what the person says about looking. */
  start(): void {
    this.cancel?.();
    this.cancel = undefined;
    if (this.mayLook()) this.lookAfter(UPDATE_FIRST_LOOK_MS);
  }

  stop(): void {
    this.cancel?.();
  }

  mayLook(): boolean {
    const { way, isAgreed } = this.parts;
    return way === 'itself' && isAgreed();
  }

  async look(): Promise<void> {
    if (!this.mayLook() || this.current === 'looking' || this.current === 'fetching' || this.current === 'ready')
      return;
    const { release, fetch, version } = this.parts;
    this.show('looking');
    try {
      const manifest = await fetch(`${release.feed}manifest.json`);
      const signature = await fetch(`${release.feed}manifest.json.sig`);
      const read = readManifest(manifest, signature, release.keys, version);
      this.found = read.ok ? read.value : undefined;
      if (read.ok) this.show('found');
      else this.show(read.error === 'not-newer' ? 'newest' : read.error === 'not-trusted' ? 'not-trusted' : 'failed');
    } catch {
      this.show('failed'); // no network, or nobody there: the next look is tomorrow
    }
  }

  /** False if there is nothing to install. */
  async install(): Promise<boolean> {
    const { found, parts } = this;
    if (found === undefined || this.current === 'looking' || this.current === 'fetching') return false;
    try {
      this.show('fetching');
      this.installer = await parts.installer();
      const sums = found.files.map(({ sha512 }) => sha512);
      const isRight = await this.installer.fetch(parts.release.feed, found.version, sums);
      this.show(isRight ? 'ready' : 'not-trusted');
      if (isRight) this.installer.install();
    } catch (error) {
      parts.warn(`updates: fetching failed (${error instanceof Error ? error.name : 'thrown'})`);
      this.show('failed');
    }
    return true;
  }

  private lookAfter(ms: number): void {
    this.cancel = this.parts.after(ms, () => {
      void this.look().then(() => this.mayLook() && this.lookAfter(UPDATE_LOOK_EVERY_MS));
    });
  }

  private show(state: UpdateState): void {
    this.current = state;
    if (state === 'not-trusted') this.parts.warn('updates: a manifest or package was refused');
    this.parts.onChange();
  }
}
