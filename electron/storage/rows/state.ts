import type { DeviceRow, GroupRow } from './conversations.ts';
import type { BlockedRow, ContactDetailsRow, ContactRow } from './people.ts';

/** Small named values: identity, profile, own key, log name, settings. Values are JSON texts or bytes. */
export interface StateStore {
  getText(name: string): Promise<string | undefined>;
  setText(name: string, value: string): Promise<void>;
  getBytes(name: string): Promise<Uint8Array | undefined>;
  setBytes(name: string, value: Uint8Array): Promise<void>;
}

/** What a restore changes: who this device is, and how far it is believed. */
export interface Renewal {
  readonly texts: readonly (readonly [name: string, value: string])[];
  readonly bytes: readonly (readonly [name: string, value: Uint8Array])[];
  readonly contacts: readonly ContactRow[];
  readonly devices: readonly DeviceRow[];
  readonly details: readonly ContactDetailsRow[];
  readonly blocked: readonly BlockedRow[];
  readonly groups: readonly GroupRow[];
}

export interface RenewalStore {
  /** All of it or nothing, in one transaction. */
  apply(renewal: Renewal): Promise<void>;
}
