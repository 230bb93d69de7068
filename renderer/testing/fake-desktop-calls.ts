import type { BridgeCalls, DesktopView, EventName, EventPayload } from '../../electron/bridge/contract.ts';

interface FakeParts {
  readonly emit: <N extends EventName>(name: N, payload: EventPayload<N>) => void;
  /** What differs from the sample. */
  readonly desktop?: Partial<DesktopView>;
}

type DesktopCalls = Pick<
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

/** A Linux computer with everything. */
export const SAMPLE_DESKTOP: DesktopView = {
  notifications: { isSupported: true, isOn: true, level: 'name-and-text', hasSound: false },
  tray: { hasTray: true, staysOnClose: true },
  start: { isPossible: true, isOn: false, isOffered: false },
  spelling: { by: 'dictionaries', isOn: true, available: ['de-DE', 'en-GB', 'en-US'], languages: ['de-DE'] },
  updates: { way: 'itself', isAgreed: true, state: 'found', version: '0.2.0', page: 'https://example.org/hashline' },
};

const ok = <T>(value: T): { readonly ok: true; readonly value: T } => ({ ok: true, value });

/** What the preview does with the computer around it. */
export function fakeDesktopCalls({ emit, desktop: given }: FakeParts): DesktopCalls {
  let desktop: DesktopView = { ...SAMPLE_DESKTOP, ...given };
  const change = (part: Partial<DesktopView>) => {
    desktop = { ...desktop, ...part };
    emit('desktopChanged', desktop);
    return ok({});
  };
  return {
    getDesktop: async () => ok(desktop),
    setNotifications: async ({ quietUntilMs, isOn, level, hasSound }) => {
      const { quietUntilMs: _before, ...held } = desktop.notifications;
      const asked = { isOn: isOn ?? held.isOn, level: level ?? held.level, hasSound: hasSound ?? held.hasSound };
      const quiet = quietUntilMs === undefined || quietUntilMs === 0 ? {} : { quietUntilMs };
      return change({ notifications: { ...held, ...asked, ...quiet } });
    },
    testNotification: async () => ok({ wasShown: false }),
    tellInView: async () => ok({}),
    answerClose: async ({ stays }) => change({ tray: { ...desktop.tray, staysOnClose: stays } }),
    setStaysOnClose: async ({ stays }) => change({ tray: { ...desktop.tray, staysOnClose: stays } }),
    setStart: async ({ isOn }) => change({ start: { ...desktop.start, isOn, isOffered: false } }),
    setSpelling: async ({ isOn, languages }) =>
      change({ spelling: { ...desktop.spelling, isOn, languages: languages ?? desktop.spelling.languages } }),
    setUpdates: async ({ isAgreed }) => change({ updates: { ...desktop.updates, isAgreed } }),
    lookForUpdate: async () => change({ updates: { ...desktop.updates, state: 'newest' } }),
    installUpdate: async () => change({ updates: { ...desktop.updates, state: 'fetching' } }),
    openUpdatePage: async () => ok({}),
  };
}
