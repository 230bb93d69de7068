import type { TransferView } from '../../../electron/bridge/contract.ts';
import { formatPercent, type MessageKey, type Translate } from '../../i18n.tsx';

const ASKS_KEYS = {
  large: 'transfer.asks.large',
  'day-full': 'transfer.asks.dayFull',
  'disk-quota': 'transfer.asks.diskQuota',
  'too-large': 'transfer.asks.other',
  'wrong-size': 'transfer.asks.other',
} as const satisfies Record<NonNullable<TransferView['why']>, MessageKey>;

const FAILED_KEYS = {
  'too-large': 'transfer.failed.tooLarge',
  'wrong-size': 'transfer.failed.wrongSize',
  large: 'transfer.failed.other',
  'day-full': 'transfer.failed.other',
  'disk-quota': 'transfer.failed.other',
} as const satisfies Record<NonNullable<TransferView['why']>, MessageKey>;

/** Who it comes from, and whether they are there to send it. */
export interface Sender {
  readonly name: string;
  readonly isAway: boolean;
}

export const whyAsks = (why: TransferView['why'], t: Translate): string =>
  t(why === undefined ? 'transfer.asks.other' : ASKS_KEYS[why]);

/** Where something stands, in words; null when it is simply here. */
export function transferWords({ state, progress, why }: TransferView, sender: Sender, t: Translate): string | null {
  const percent = formatPercent(progress);
  switch (state) {
    case 'here':
      return null;
    case 'coming':
      if (!sender.isAway) return t('transfer.coming', { percent });
      return t(progress === 0 ? 'transfer.waits' : 'transfer.comingLater', { percent, name: sender.name });
    case 'asks':
      return whyAsks(why, t);
    case 'paused':
      return t('transfer.paused', { percent });
    case 'declined':
      return t('transfer.declined');
    default:
      return t(why === undefined ? 'transfer.failed.other' : FAILED_KEYS[why]);
  }
}
