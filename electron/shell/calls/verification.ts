import type { BridgeCalls } from '../../bridge/contract.ts';
import type { VerificationApi } from '../../messenger/index.ts';
import { answer } from '../page-views.ts';

type VerificationCalls = Pick<
  BridgeCalls,
  | 'getSafety'
  | 'confirmSafetyWords'
  | 'denySafetyWords'
  | 'unverify'
  | 'getLiveCode'
  | 'scanCode'
  | 'startCheck'
  | 'answerCheck'
  | 'cancelCheck'
>;

/** What the page may do about who is whom. */
export function verificationCalls(api: () => VerificationApi): VerificationCalls {
  return {
    getSafety: async ({ person }) => answer<'getSafety'>(api().safetyWith(person)),
    confirmSafetyWords: async ({ person }) => answer<'confirmSafetyWords'>(await api().confirmWords(person)),
    denySafetyWords: async ({ person }) => answer<'denySafetyWords'>(await api().denyWords(person)),
    unverify: async ({ person }) => answer<'unverify'>(await api().unverify(person)),
    getLiveCode: async () => answer<'getLiveCode'>(await api().liveCode()),
    scanCode: async ({ text }) => answer<'scanCode'>(await api().scan(text)),
    startCheck: async ({ person }) => answer<'startCheck'>(api().startCheck(person)),
    cancelCheck: async ({ person, id }) => {
      api().cancelCheck(person, id);
      return { ok: true, value: {} };
    },
    answerCheck: async ({ person, id, isSame }) => answer<'answerCheck'>(await api().answerCheck(person, id, isSame)),
  };
}
