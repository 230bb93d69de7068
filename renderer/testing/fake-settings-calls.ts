import type { BridgeCalls, EventName, EventPayload, LookView } from '../../electron/bridge/contract.ts';

interface FakeParts {
  readonly emit: <N extends EventName>(name: N, payload: EventPayload<N>) => void;
}

type SettingsCalls = Pick<BridgeCalls, 'getLook' | 'setLook'>;

const ok = <T>(value: T): { readonly ok: true; readonly value: T } => ({ ok: true, value });

/** What the preview does with settings. The size of text is the page's own here. */
export function fakeSettingsCalls({ emit }: FakeParts): SettingsCalls {
  let look: LookView = { contrast: 'system', motion: 'system', textPercent: 100, language: 'system' };
  return {
    getLook: async () => ok(look),
    setLook: async ({ contrast, motion, textPercent, language }) => {
      look = {
        contrast: contrast ?? look.contrast,
        motion: motion ?? look.motion,
        textPercent: textPercent ?? look.textPercent,
        language: language ?? look.language,
      };
      emit('lookChanged', look);
      return ok({});
    },
  };
}
