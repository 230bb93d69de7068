import type { TransferView } from '../../../electron/bridge/contract.ts';
import { formatPercent, type MessageKey, type Translate } from '../../i18n.tsx';

type WhyKeys = Readonly<Partial<Record<NonNullable<TransferView['why']>, MessageKey>>>;

const ASKS_KEYS: WhyKeys = {
  large: 'transfer.asks.large',
  'day-full': 'transfer.asks.dayFull',
  'disk-quota': 'transfer.asks.diskQuota',
};

const FAILED_KEYS: WhyKeys = {
  'too-large': 'transfer.failed.tooLarge',
  'wrong-size': 'transfer.failed.wrongSize',
};

const WITHHELD_KEYS: WhyKeys = {
  'before-our-time': 'transfer.withheld.beforeUs',
  'not-in-group': 'transfer.withheld.notInGroup',
};

/** Who it comes from, and whether they are there to send it. */
export interface Sender {
  readonly name: string;
  readonly isAway: boolean;
}

const wordsFor = (keys: WhyKeys, why: TransferView['why'], other: MessageKey, t: Translate): string =>
  t((why && keys[why]) ?? other);

export const whyAsks = (why: TransferView['why'], t: Translate): string =>
  wordsFor(ASKS_KEYS, why, 'transfer.asks.other', t);

export const whyWithheld = (why: TransferView['why'], t: Translate): string =>
  wordsFor(WITHHELD_KEYS, why, 'transfer.failed.other', t);

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
    case 'withheld':
      return whyWithheld(why, t);
    default:
      return wordsFor(FAILED_KEYS, why, 'transfer.failed.other', t);
  }
}
