import type { TrustState, TrustView } from '../../../electron/bridge/contract.ts';
import type { Joint } from '../../components/JoinedDots.tsx';
import type { MessageKey, Translate } from '../../i18n.tsx';

/** What is said about each way. The words are those of section 3.4 of the design notes, with product.md's changes. */
interface StateWords {
  readonly pill: MessageKey;
  readonly sentence: MessageKey;
  /** Who can learn what, for the way in use. */
  readonly learn?: MessageKey;
  readonly joint: Joint;
  readonly drawing: MessageKey;
}

const WORDS: Readonly<Record<TrustState, StateWords>> = {
  'direct-same-network': {
    pill: 'pill.directSameNetwork',
    sentence: 'trust.directSameNetwork',
    learn: 'trust.learnSameNetwork',
    joint: 'joined',
    drawing: 'trust.drawingJoined',
  },
  direct: {
    pill: 'pill.direct',
    sentence: 'trust.direct',
    learn: 'trust.learnDirect',
    joint: 'joined',
    drawing: 'trust.drawingJoined',
  },
  connected: {
    pill: 'pill.connected',
    sentence: 'trust.connected',
    learn: 'trust.learnConnected',
    joint: 'dashed',
    drawing: 'trust.drawingUnknown',
  },
  'through-friend': {
    pill: 'pill.through',
    sentence: 'trust.through',
    learn: 'trust.learnThrough',
    joint: 'between',
    drawing: 'trust.drawingThrough',
  },
  'through-helper': {
    pill: 'pill.throughHelper',
    sentence: 'trust.throughHelper',
    learn: 'trust.learnThroughHelper',
    joint: 'between',
    drawing: 'trust.drawingThroughHelper',
  },
  looking: { pill: 'pill.looking', sentence: 'trust.looking', joint: 'seeking', drawing: 'trust.drawingApart' },
  waiting: { pill: 'pill.waiting', sentence: 'trust.waiting', joint: 'apart', drawing: 'trust.drawingApart' },
  'no-way-yet': { pill: 'pill.noWayYet', sentence: 'trust.noWayYet', joint: 'apart', drawing: 'trust.drawingApart' },
  offline: { pill: 'pill.offline', sentence: 'trust.offline', joint: 'apart', drawing: 'trust.drawingApart' },
};

export interface TrustWords {
  readonly pill: string;
  readonly sentence: string;
  readonly learn: string | null;
  readonly joint: Joint;
  readonly drawing: string;
  /** Looking once more could help. */
  readonly canLookAgain: boolean;
  /** Only the person here or there can open a way. */
  readonly needsWay: boolean;
}

/** The one place where a state becomes words: the pill says what the main process says, never more. */
export function trustWords({ state: told, queuedCount, via }: TrustView, name: string, t: Translate): TrustWords {
  // A friend without a name would make a sentence with a hole in it.
  const state = told === 'through-friend' && via === undefined ? 'through-helper' : told;
  const words = WORDS[state];
  const waits = state === 'waiting' && queuedCount > 0;
  const values = { name, count: queuedCount, via: via?.name ?? '' };
  return {
    pill: t(waits ? 'pill.waitingCount' : words.pill, values),
    sentence: t(waits ? 'trust.waitingCount' : words.sentence, values),
    learn: words.learn === undefined ? null : t(words.learn, values),
    joint: words.joint,
    drawing: t(words.drawing, values),
    canLookAgain: words.joint === 'apart',
    needsWay: state === 'no-way-yet',
  };
}

/** True only while the main process vouches for it: "This goes straight to Anna." */
export const isStraight = ({ state }: TrustView): boolean => state === 'direct' || state === 'direct-same-network';

const WAYS: ReadonlySet<TrustState> = new Set([
  'direct-same-network',
  'direct',
  'connected',
  'through-friend',
  'through-helper',
]);

/** Whether their computer answers just now, by whatever way. */
export const isReached = ({ state }: TrustView): boolean => WAYS.has(state);
