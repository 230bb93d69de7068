import { z } from 'zod';
import { fail, ok, type Result } from '../../../switch/index.ts';
import { type BoxParts, type Storage, systemKeyDerivation, writeFileDurably } from '../../storage/index.ts';
import type { BackupApi } from '../api/upkeep-api.ts';
import type { Core } from '../core.ts';
import { describeError } from '../describe-error.ts';
import { COPY_EVERY_MS, COPY_LOOK_MS, RESCUE_REFRESH_MS } from '../limits.ts';
import type { MessengerParts } from '../messenger.ts';
import { NamedTimers } from '../named-timers.ts';
import type { Notices } from '../notices.ts';
import { SingleFlight } from '../single-flight.ts';
import { isStoreClosed } from '../store-trouble.ts';
import type { BackupView } from '../views/upkeep-views.ts';
import { copyPlaceFile } from './copy-place.ts';
import { type CopyProblem, makeFullCopy } from './full-copy.ts';
import { RescueKeeper } from './rescue-keeper.ts';

/** Name in the state store. */
const COPY_STATE = 'backup.copy';

const CopyState = z.object({
  folder: z.string(),
  madeAtMs: z.number().optional(),
  problem: z.enum(['folder-missing', 'disk-full', 'failed']).optional(),
});
type CopyState = z.output<typeof CopyState>;
type Nothing = Record<string, never>;

export interface BackupParts {
  readonly parts: MessengerParts;
  readonly storage: Storage;
  readonly notices: Notices;
  readonly self: () => { readonly core: Core; readonly name: string } | undefined;
  readonly onChange: () => void;
}

/** What keeps a person from losing everything with their computer: words, rescue file, full copy, passphrase. */
export class Backup implements BackupApi {
  private readonly rescue: RescueKeeper;
  private readonly timers: NamedTimers;
  private copying: Promise<Result<Nothing, CopyProblem | 'no-folder'>> | undefined;
  private progress: number | undefined;
  private preparing: Promise<void> | undefined;

  constructor(private readonly own: BackupParts) {
    const { parts, storage, self } = own;
    const box: BoxParts = { derivation: parts.keyDerivation ?? systemKeyDerivation, random: parts.random };
    this.timers = new NamedTimers(parts.clock, (error) => this.report(error));
    this.rescue = new RescueKeeper({
      store: storage.store,
      keys: storage.keys,
      box,
      wallMs: () => parts.clock.wallMs(),
      self,
    });
  }

  /** Makes the words, and looks now and then whether a copy is due. */
  async start(): Promise<void> {
    this.preparing = this.rescue.prepare();
    await this.preparing;
    const state = await this.copyState();
    if (state?.problem !== undefined) this.own.notices.set({ name: 'copy-trouble', problem: state.problem });
    if (state !== undefined) this.lookLater();
  }

  /** Somebody came, went, or is called otherwise: the rescue file follows a little later. */
  peopleChanged(): void {
    this.timers.later('rescue', RESCUE_REFRESH_MS, async () => {
      await this.rescue.refresh();
      await this.remind();
    });
  }

  /** Whoever has people to lose should have the words; one line, a minute after they came. */
  private async remind(): Promise<void> {
    const { contacts } = this.own.self()?.core ?? {};
    const hasContacts = contacts?.all().some(({ state }) => state === 'contact') === true;
    const { words } = await this.rescue.view();
    if (hasContacts && words !== 'confirmed') this.own.notices.set({ name: 'no-rescue-words' });
    else this.own.notices.clear('no-rescue-words');
  }

  async status(): Promise<BackupView> {
    const { keys } = this.own.storage;
    const state = await this.copyState();
    const copy = state && {
      folder: state.folder,
      madeAtMs: state.madeAtMs,
      problem: state.problem,
      progress: this.progress,
    };
    return { ...(await this.rescue.view()), hasPassphrase: keys.hasPassphrase, keyIn: keys.kind, copy };
  }

  async words() {
    const words = await this.rescue.words();
    this.own.onChange(); // they were looked at
    return words;
  }

  questions() {
    return this.rescue.ask();
  }

  async confirmWords(said: ReadonlyMap<number, string>) {
    const confirmed = await this.rescue.confirm(said);
    if (confirmed.ok) this.own.notices.clear('no-rescue-words');
    if (confirmed.ok) this.own.onChange();
    return confirmed;
  }

  async saveRescueFile(path: string) {
    const saved = await this.rescue.save(path);
    this.own.onChange();
    return saved;
  }

  isPassphrase(text: string) {
    return this.own.storage.keys.isPassphrase(text);
  }

  async setPassphrase(text: string | undefined) {
    const { storage, notices } = this.own;
    const set = await storage.keys.setPassphrase(text);
    if (!set.ok) return fail(set.error);
    if (storage.keys.kind === 'file' && text === undefined) notices.set({ name: 'key-in-file' });
    else notices.clear('key-in-file');
    this.own.onChange();
    return ok({});
  }

  async chooseCopyFolder(folder: string | undefined): Promise<void> {
    const { storage } = this.own;
    const place = copyPlaceFile(storage.folder.path);
    writeFileDurably(place, new TextEncoder().encode(folder ?? ''));
    await storage.store.state.setText(COPY_STATE, folder === undefined ? '' : JSON.stringify({ folder }));
    this.own.notices.clear('copy-trouble');
    this.timers.cancel('copy');
    if (folder !== undefined) this.lookLater();
    this.own.onChange();
  }

  /** One at a time; who asks while one is made waits for it. */
  copyNow() {
    this.copying ??= this.copy().finally(() => {
      this.copying = undefined;
      this.progress = undefined;
    });
    return this.copying;
  }

  async stop(): Promise<void> {
    this.timers.stop();
    await this.preparing?.catch(() => undefined); // told to who started it
    await this.copying?.catch(() => undefined);
  }

  private async copy(): Promise<Result<Nothing, CopyProblem | 'no-folder'>> {
    const { parts, storage, notices, onChange } = this.own;
    const state = await this.copyState();
    if (state === undefined) return fail('no-folder');
    await this.rescue.prepare();
    const keyBox = storage.keys.rescueBox;
    if (keyBox === undefined) throw new Error('a key without its box');
    const tell = new SingleFlight(
      async () => onChange(),
      (error) => this.report(error),
    );
    const made = await makeFullCopy({
      worker: parts.storageWorker,
      source: storage.folder,
      key: storage.keys.key,
      keyBox,
      target: state.folder,
      wallMs: () => parts.clock.wallMs(),
      onProgress: (part) => {
        this.progress = part;
        tell.request();
      },
    });
    if (made.ok) {
      await this.keep({ folder: state.folder, madeAtMs: made.value.atMs });
      notices.clear('copy-trouble');
    } else {
      await this.keep({ ...state, problem: made.error });
      notices.set({ name: 'copy-trouble', problem: made.error });
    }
    onChange();
    return made.ok ? ok({}) : made;
  }

  private lookLater(): void {
    this.timers.later('copy', COPY_LOOK_MS, async () => {
      const state = await this.copyState();
      if (state === undefined) return;
      const restedMs = this.own.parts.clock.wallMs() - (state.madeAtMs ?? 0);
      if (restedMs >= COPY_EVERY_MS || restedMs < 0) await this.copyNow();
      this.lookLater();
    });
  }

  private async copyState(): Promise<CopyState | undefined> {
    const text = await this.own.storage.store.state.getText(COPY_STATE);
    return text === undefined || text === '' ? undefined : CopyState.parse(JSON.parse(text));
  }

  private async keep(state: CopyState): Promise<void> {
    await this.own.storage.store.state.setText(COPY_STATE, JSON.stringify(state));
  }

  private report(error: unknown): void {
    if (!isStoreClosed(error)) this.own.parts.log(`backup: ${describeError(error)}`);
  }
}
