import { z } from 'zod';
import type { SecretIdentity } from '../../../switch/index.ts';
import type { StateStore } from '../../storage/store.ts';
import { type DeviceProof, isProven } from './device-proof.ts';
import { DEVICE_CSID, modulusOfKey } from './rsa-identity.ts';

/** Name in the state store. Absent at a person's first device, which is their root. */
export const PERSON_STATE = 'person';

const Base64 = z.base64();
const Hex64 = z.string().regex(/^[0-9a-f]{64}$/);

/** What is kept of the person whose later device this is, or who has a later one. */
export const StoredPerson = z.object({
  person: Hex64,
  /** Public and secret key of the root, DER, base64. */
  root: z.object({ key: Base64, secret: Base64 }),
  /** This device's number, and the root's signature; 0 and none for the root itself. */
  n: z.number().int().nonnegative(),
  sig: Base64.optional(),
  /** The person's other devices, as far as known. */
  others: z.array(Hex64),
  /** The newest of them that came after this one. */
  moved: z.object({ device: Hex64, n: z.number().int().nonnegative() }).optional(),
});
export type StoredPerson = z.output<typeof StoredPerson>;

/** Who the person here is, and which devices were and are theirs. */
export class OwnPerson {
  private constructor(
    private readonly state: StateStore,
    readonly device: string,
    private stored: StoredPerson,
  ) {}

  static async open(state: StateStore, identity: SecretIdentity): Promise<OwnPerson> {
    const text = await state.getText(PERSON_STATE);
    const stored = text === undefined ? rootOf(identity) : StoredPerson.parse(JSON.parse(text));
    return new OwnPerson(state, identity.hashname, stored);
  }

  get person(): string {
    return this.stored.person;
  }

  /** To be shown to whoever does not know this device; none is needed for the first one. */
  get proof(): DeviceProof | undefined {
    const { sig, n } = this.stored;
    return sig === undefined
      ? undefined
      : { n, key: this.rootModulus, sig: new Uint8Array(Buffer.from(sig, 'base64')) };
  }

  /** What a rescue file or a restore takes along. */
  get kept(): StoredPerson {
    return this.stored;
  }

  /** This one first. */
  devices(): readonly string[] {
    return [this.device, ...this.stored.others];
  }

  /** The names under which our read marks stand. */
  readers(): readonly string[] {
    return [...new Set([this.person, ...this.devices()])];
  }

  has(device: string): boolean {
    return device === this.device || this.stored.others.includes(device);
  }

  /** When the person went on to a newer device, in ms since 1970 UTC by that device's clock. */
  movedAtMs(): number | undefined {
    const { moved } = this.stored;
    return moved === undefined ? undefined : moved.n * 1_000;
  }

  /** Wrote something that only this person can have written. */
  async learn(device: string): Promise<void> {
    if (this.has(device)) return;
    await this.keep({ ...this.stored, others: [...this.stored.others, device] });
  }

  /** Somebody tells of a newer device. True if that is so, and news. */
  async hearOfMove(device: string, proof: DeviceProof): Promise<boolean> {
    const { person, moved, n } = this.stored;
    if (proof.n <= Math.max(n, moved?.n ?? 0) || device === this.device) return false;
    if (!isProven({ person, device }, proof)) return false;
    await this.learn(device);
    await this.keep({ ...this.stored, moved: { device, n: proof.n } });
    return true;
  }

  private get rootModulus(): Uint8Array {
    return modulusOfKey(new Uint8Array(Buffer.from(this.stored.root.key, 'base64'))) ?? new Uint8Array(0);
  }

  private async keep(stored: StoredPerson): Promise<void> {
    this.stored = stored;
    await this.state.setText(PERSON_STATE, JSON.stringify(stored));
  }
}

function rootOf({ hashname, keys, secrets }: SecretIdentity): StoredPerson {
  const base64 = (bytes: Uint8Array | undefined) => Buffer.from(bytes ?? []).toString('base64');
  const root = { key: base64(keys[DEVICE_CSID]), secret: base64(secrets[DEVICE_CSID]) };
  return { person: hashname, root, n: 0, others: [] };
}
