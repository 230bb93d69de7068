import { z } from 'zod';
import { identityOfKeys, type SecretIdentity, type SwitchFactory } from '../../../switch/index.ts';
import type { StateStore } from '../../storage/store.ts';
import { hashPort } from './rsa-identity.ts';

/** Name in the state store. */
export const IDENTITY_STATE = 'identity';

/** CSID to key and secret, both base64, in the encrypted store. */
const StoredIdentity = z.record(z.string(), z.object({ key: z.base64(), secret: z.base64() }));

export interface IdentityParts {
  readonly state: StateStore;
  readonly switches: Pick<SwitchFactory, 'generateIdentity'>;
}

/** This device's keys: read from the store, or made once in the background while the person types a name. */
export class IdentityKeeper {
  private making: Promise<SecretIdentity> | undefined;

  constructor(private readonly parts: IdentityParts) {}

  async stored(): Promise<SecretIdentity | undefined> {
    const text = await this.parts.state.getText(IDENTITY_STATE);
    return text === undefined ? undefined : decodeIdentity(text);
  }

  /** The one identity of this store; it is on disk before anybody sees it. After a failure the next call tries again. */
  ready(): Promise<SecretIdentity> {
    this.making ??= this.load().catch((error: unknown) => {
      this.making = undefined;
      throw error;
    });
    return this.making;
  }

  private async load(): Promise<SecretIdentity> {
    const stored = await this.stored();
    if (stored !== undefined) return stored;
    const made = await this.parts.switches.generateIdentity();
    await this.parts.state.setText(IDENTITY_STATE, encodeIdentity(made));
    return made;
  }
}

export function encodeIdentity(identity: SecretIdentity): string {
  const entries = Object.entries(identity.secrets).map(([csid, secret]) => {
    const key = identity.keys[csid] ?? new Uint8Array(0);
    return [csid, { key: base64(key), secret: base64(secret) }];
  });
  return JSON.stringify(Object.fromEntries(entries));
}

/** Throws on a text we did not write: the store authenticates its pages, so that would be our own mistake. */
export function decodeIdentity(text: string): SecretIdentity {
  const stored = Object.entries(StoredIdentity.parse(JSON.parse(text)));
  const keys = Object.fromEntries(stored.map(([csid, { key }]) => [csid, fromBase64(key)]));
  const secrets = Object.fromEntries(stored.map(([csid, { secret }]) => [csid, fromBase64(secret)]));
  return { ...identityOfKeys(hashPort, keys), secrets };
}

function base64(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('base64');
}

function fromBase64(text: string): Uint8Array {
  return new Uint8Array(Buffer.from(text, 'base64'));
}
