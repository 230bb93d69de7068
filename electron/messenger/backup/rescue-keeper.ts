import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { fail, ok, type Result } from '../../../switch/index.ts';
import {
  type BoxParts,
  type ContactDetailsRow,
  type KeyVault,
  type Store,
  writeFileDurably,
} from '../../storage/index.ts';
import type { Core } from '../core.ts';
import { OWN_KEY_STATE } from '../log/own-log.ts';
import type { BackupView } from '../views/upkeep-views.ts';
import { decodeRescueFile, encodeRescueFile, type RescueContent } from './rescue-file.ts';
import { RESCUE_SECRET_BYTES, RESCUE_WORDS, wordsOf } from './rescue-words.ts';

/** Names in the state store. */
export const RESCUE_SECRET_STATE = 'rescue.secret';
const WORDS_STATE = 'rescue.words';
const FILE_STATE = 'rescue.file';

const SavedFile = z.object({ path: z.string(), savedAtMs: z.number(), digest: z.string() });
type SavedFile = z.output<typeof SavedFile>;

export interface RescueKeeperParts {
  readonly store: Store;
  readonly keys: KeyVault;
  readonly box: BoxParts;
  readonly wallMs: () => number;
  /** Undefined before the first run is done. */
  readonly self: () => { readonly core: Core; readonly name: string } | undefined;
}

type Nothing = Record<string, never>;

/** The twelve words of this person, and the file that they open. */
export class RescueKeeper {
  constructor(private readonly parts: RescueKeeperParts) {}

  /** Makes the words at the first run, and wraps the database key by them. Again after a crash in between: nothing is lost. */
  async prepare(): Promise<void> {
    const { store, keys, box } = this.parts;
    let secret = await store.state.getBytes(RESCUE_SECRET_STATE);
    if (secret === undefined) {
      secret = box.random(RESCUE_SECRET_BYTES);
      await store.state.setBytes(RESCUE_SECRET_STATE, secret);
    }
    if (keys.rescueBox === undefined) await keys.setRescue(secret);
  }

  /** Shows the words: the only place where they are to be seen. */
  async words(): Promise<readonly string[]> {
    const words = wordsOf(await this.secret());
    if ((await this.wordsState()) === 'unseen') await this.parts.store.state.setText(WORDS_STATE, 'seen');
    return words;
  }

  /** Two words by their places, 0 to 11: who can say them has written them down. */
  async confirm(said: ReadonlyMap<number, string>): Promise<Result<Nothing, 'wrong-words'>> {
    const words = wordsOf(await this.secret());
    const right = [...said].filter(([place, word]) => words[place] === word.trim().toLowerCase());
    if (said.size < 2 || right.length !== said.size) return fail('wrong-words');
    await this.parts.store.state.setText(WORDS_STATE, 'confirmed');
    return ok({});
  }

  /** Two places to ask for, never the same. */
  ask(): readonly [number, number] {
    const [a = 0, b = 0] = this.parts.box.random(2);
    const first = a % RESCUE_WORDS;
    return [first, (first + 1 + (b % (RESCUE_WORDS - 1))) % RESCUE_WORDS];
  }

  async view(): Promise<Pick<BackupView, 'words' | 'rescueFile'>> {
    const saved = await this.saved();
    const content = saved && (await this.content());
    const words = await this.wordsState();
    if (saved === undefined || content === undefined) return { words, rescueFile: undefined };
    const { path, savedAtMs, digest } = saved;
    return { words, rescueFile: { path, savedAtMs, isStale: digest !== digestOf(content) } };
  }

  /** Writes the file, whole or not at all, and reads it back. */
  async save(path: string): Promise<Result<Nothing, 'no-profile' | 'failed'>> {
    const { store, box } = this.parts;
    const content = await this.content();
    if (content === undefined) return fail('no-profile');
    const secret = await this.secret();
    const file = await encodeRescueFile(box, secret, content);
    try {
      writeFileDurably(path, file);
      const read = await decodeRescueFile(box, secret, new Uint8Array(readFileSync(path)));
      if (!read.ok || digestOf(read.value) !== digestOf(content)) return fail('failed');
    } catch {
      return fail('failed'); // a folder that is gone, a full or a broken disk: the file before is still there
    }
    const saved: SavedFile = { path, savedAtMs: content.savedAtMs, digest: digestOf(content) };
    await store.state.setText(FILE_STATE, JSON.stringify(saved));
    return ok({});
  }

  /** Writes the file again where it was, if people came or went since. */
  async refresh(): Promise<void> {
    const { rescueFile } = await this.view();
    if (rescueFile?.isStale === true) await this.save(rescueFile.path);
  }

  private async secret(): Promise<Uint8Array> {
    await this.prepare();
    const secret = await this.parts.store.state.getBytes(RESCUE_SECRET_STATE);
    if (secret === undefined) throw new Error('rescue words that were kept are gone');
    return secret;
  }

  private async wordsState(): Promise<BackupView['words']> {
    const text = await this.parts.store.state.getText(WORDS_STATE);
    return text === 'seen' || text === 'confirmed' ? text : 'unseen';
  }

  private async saved(): Promise<SavedFile | undefined> {
    const text = await this.parts.store.state.getText(FILE_STATE);
    return text === undefined ? undefined : SavedFile.parse(JSON.parse(text));
  }

  private async content(): Promise<RescueContent | undefined> {
    const { store, wallMs, self } = this.parts;
    const who = self();
    const ownKey = await store.state.getBytes(OWN_KEY_STATE);
    if (who === undefined || ownKey === undefined) return undefined;
    const { core, name } = who;
    const contacts = core.contacts.all().filter(({ state }) => state === 'contact' || core.own.proof !== undefined);
    return {
      savedAtMs: wallMs(),
      device: core.self,
      self: core.own.kept,
      ownKey: base64(ownKey),
      name,
      contacts: contacts.map(({ person, device, publicKey, name, paths, addedAtMs }) => ({
        ...{ person, device, name, paths, addedAtMs },
        publicKey: base64(publicKey),
        ...knownOf(core.details.get(person)),
        devices: core.contacts
          .devicesOf(person)
          .filter(({ state }) => state === 'theirs')
          .map((row) => ({
            device: row.device,
            publicKey: base64(row.publicKey),
            n: row.n,
            ...(row.rootKey === undefined ? {} : { rootKey: base64(row.rootKey) }),
            ...(row.sig === undefined ? {} : { sig: base64(row.sig) }),
          })),
      })),
      blocked: core.blocked.all().map(({ person, name, atMs }) => ({ person, name, atMs })),
      groups: (await store.groups.all())
        .filter(({ stage }) => stage === 'in' || stage === 'joining')
        .map(({ conv, title, addedAtMs }) => ({ conv, title, addedAtMs })),
    };
  }
}

/** What the person here knows of a contact, and nobody could bring back. */
function knownOf({ nickname, met, verified, verifiedAtMs, differedAtMs }: ContactDetailsRow) {
  return {
    ...(nickname === undefined ? {} : { nickname }),
    ...(met === undefined ? {} : { met }),
    ...(verified === undefined ? {} : { verified: { how: verified, atMs: verifiedAtMs ?? 0 } }),
    ...(differedAtMs === undefined ? {} : { differedAtMs }),
  };
}

/** Of what makes a file stale: people and groups, not the addresses they were last seen at. */
function digestOf({ self, name, contacts, blocked, groups }: RescueContent): string {
  const people = contacts
    .map(({ person, device, name: called, nickname, verified, differedAtMs }) => [
      person,
      device,
      called,
      nickname,
      verified?.how,
      ...(differedAtMs === undefined ? [] : [differedAtMs]), // files from before this was kept are as good as they were
    ])
    .sort();
  const apart = (blocked ?? []).map(({ person }) => person).sort();
  const told = JSON.stringify([self.person, name, people, groups.map(({ conv }) => conv).sort(), apart]);
  return createHash('sha256').update(told).digest('hex');
}

function base64(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('base64');
}
