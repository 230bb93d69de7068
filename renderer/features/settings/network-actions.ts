import type {
  ConnectionReportView,
  ConnectionView,
  ConversationId,
  Input,
  NetworkSettingsView,
  Problem,
} from '../../../electron/bridge/contract.ts';
import { bridge } from '../../bridge.ts';
import { tell } from '../../components/toasts.ts';
import type { MessageKey } from '../../i18n.tsx';

export interface NetworkNow {
  readonly connection: ConnectionView;
  readonly settings: NetworkSettingsView;
}

const SET_PROBLEM_KEYS = {
  'bad-port': 'network.badPort',
  'bad-cap': 'problem.ours',
  'not-seeds': 'network.notSeeds',
  'bad-request': 'network.badPort',
  forbidden: 'problem.ours',
  internal: 'problem.ours',
} as const satisfies Record<Problem<'setNetwork'>, MessageKey>;

export async function askConnection(): Promise<NetworkNow | null> {
  const answer = await bridge.getConnection({});
  return answer.ok ? answer.value : null;
}

/** The sentence for what was wrong, or null. */
export async function setNetwork(change: Input<'setNetwork'>): Promise<MessageKey | null> {
  const answer = await bridge.setNetwork(change);
  return answer.ok ? null : SET_PROBLEM_KEYS[answer.error];
}

/** Null if it could not be made, which is said. */
export async function checkConnection(
  conversationId: ConversationId | undefined,
): Promise<ConnectionReportView | null> {
  const answer = await bridge.checkConnection({ conversationId });
  if (answer.ok) return answer.value;
  tell(answer.error === 'unknown-conversation' ? 'problem.conversationGone' : 'problem.ours');
  return null;
}
