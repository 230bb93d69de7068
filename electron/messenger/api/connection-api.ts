import type { Result } from '../../../switch/index.ts';
import type { ConnectionReportView, ConnectionView } from '../views/network-views.ts';

/** How this computer is connected, what can be chosen about it, and a check. */
export interface ConnectionApi {
  settings(): NetworkSettings;
  /** Seeds and what is carried hold at once, port and port mapping from the next start. */
  setSettings(change: Partial<NetworkSettings>): Promise<Result<Record<string, never>, NetworkSettingsProblem>>;
  status(): ConnectionView;
  /** Takes some seconds: it looks anew, and asks the contact, if one is named. */
  check(conversationId: string | undefined): Promise<Result<ConnectionReportView, 'unknown-conversation'>>;
}

export interface NetworkSettings {
  /** Undefined: the port used last, or any. */
  readonly port: number | undefined;
  readonly hasPortMapping: boolean;
  /** Whether contacts without a straight way to each other may go through us, and at most how fast. */
  readonly carries: boolean;
  readonly carryBytesPerSecond: number;
  /** A seeds.json of one's own, as text; empty: none. */
  readonly seeds: string;
}

export type NetworkSettingsProblem = 'bad-port' | 'bad-cap' | 'not-seeds';
