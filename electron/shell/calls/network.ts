import type { BridgeCalls } from '../../bridge/contract.ts';
import type { ConnectionApi } from '../../messenger/index.ts';
import { answer } from '../page-views.ts';
import { withoutAbsent } from '../without-absent.ts';

type NetworkCalls = Pick<BridgeCalls, 'getConnection' | 'setNetwork' | 'checkConnection'>;

/** How the network stands, and what is chosen about it. */
export function networkCalls(api: () => ConnectionApi): NetworkCalls {
  return {
    getConnection: async () =>
      answer<'getConnection'>({ ok: true, value: { connection: api().status(), settings: api().settings() } }),
    setNetwork: async ({ port, ...given }) => {
      const change = port === undefined ? withoutAbsent(given) : { ...withoutAbsent(given), port: portOf(port) };
      return answer<'setNetwork'>(await api().setSettings(change));
    },
    checkConnection: async ({ conversationId }) => answer<'checkConnection'>(await api().check(conversationId)),
  };
}

/** 0 stands for no certain one. */
const portOf = (port: number): number | undefined => (port === 0 ? undefined : port);
