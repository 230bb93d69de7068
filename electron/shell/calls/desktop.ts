import type { BridgeCalls } from '../../bridge/contract.ts';
import type { Desktop } from '../desktop/desktop.ts';
import type { Updates } from '../updates/updates.ts';

export interface DesktopCallParts {
  readonly desktop: Desktop;
  readonly updates: Pick<Updates, 'mayLook' | 'look' | 'install'>;
  readonly answerClose: (stays: boolean) => void;
  /** False if there is none. */
  readonly openUpdatePage: () => boolean;
}

export type DesktopCalls = Pick<
  BridgeCalls,
  | 'getDesktop'
  | 'setNotifications'
  | 'testNotification'
  | 'tellInView'
  | 'answerClose'
  | 'setStaysOnClose'
  | 'setStart'
  | 'setSpelling'
  | 'setUpdates'
  | 'lookForUpdate'
  | 'installUpdate'
  | 'openUpdatePage'
>;

const DONE = { ok: true, value: {} } as const;

/** What the page may ask of the app on this computer. None of it waits for the messenger. */
export function desktopCalls(parts: () => DesktopCallParts): DesktopCalls {
  return {
    getDesktop: async () => ({ ok: true, value: parts().desktop.view() }),
    setNotifications: async (change) => {
      parts().desktop.setNotifications(change);
      return DONE;
    },
    testNotification: async () => {
      const wasShown = await parts().desktop.testNotification();
      return wasShown === undefined ? { ok: false, error: 'not-supported' } : { ok: true, value: { wasShown } };
    },
    tellInView: async ({ conversationId }) => {
      parts().desktop.setInView(conversationId);
      return DONE;
    },
    answerClose: async ({ stays }) => {
      parts().answerClose(stays);
      return DONE;
    },
    setStaysOnClose: async ({ stays }) => {
      parts().desktop.setStaysOnClose(stays);
      return DONE;
    },
    setStart: async ({ isOn }) => (parts().desktop.setStart(isOn) ? DONE : { ok: false, error: 'failed' }),
    setSpelling: async ({ isOn, languages }) => {
      parts().desktop.setSpelling(isOn, languages);
      return DONE;
    },
    setUpdates: async ({ isAgreed }) => {
      parts().desktop.setUpdates(isAgreed);
      return DONE;
    },
    lookForUpdate: async () => {
      if (!parts().updates.mayLook()) return { ok: false, error: 'not-agreed' };
      await parts().updates.look();
      return DONE;
    },
    installUpdate: async () => ((await parts().updates.install()) ? DONE : { ok: false, error: 'nothing-found' }),
    openUpdatePage: async () => (parts().openUpdatePage() ? DONE : { ok: false, error: 'no-page' }),
  };
}
