import type { AppStateView, BridgeCalls, EventName, EventPayload } from '../bridge/contract.ts';
import type { Messenger, MessengerEvent, OpenResult } from '../messenger/index.ts';
import { contactCalls } from './calls/contacts.ts';
import { conversationCalls, deviceCalls } from './calls/conversation-settings.ts';
import { deviceUseCalls } from './calls/devices.ts';
import { fileCalls } from './calls/files.ts';
import { groupCalls } from './calls/groups.ts';
import { messageCalls } from './calls/messages.ts';
import { pageCalls } from './calls/pages.ts';
import { type AskWhereToSave, savingCalls } from './calls/saving.ts';
import { verificationCalls } from './calls/verification.ts';
import type { DevicePermissions } from './device-permissions.ts';
import { answer, toPage } from './page-views.ts';
import { openPersonPicture } from './person-pictures.ts';
import type { PhotoSource } from './photos.ts';
import type { ThemeChoice } from './theme.ts';

export interface AppServiceParts {
  readonly version: string;
  readonly theme: ThemeChoice;
  readonly copyText: (text: string) => void;
  readonly devices: DevicePermissions;
  /** Where a file is to go, asked of the person; undefined if nowhere. */
  readonly askWhereToSave: AskWhereToSave;
  readonly send: <N extends EventName>(name: N, payload: EventPayload<N>) => void;
  readonly reportBug: (where: string, error: unknown) => void;
}

export interface AppService {
  readonly calls: BridgeCalls;
  readonly photos: PhotoSource;
  /** The messenger is open, or can't be; the page is told. Called once. */
  opened(result: OpenResult): void;
  /** A link that another program opened. It waits until the page can take it. */
  openInvite(text: string): void;
}

/** What the bridge serves: the messenger, once it is open, and the few things of the shell the page may ask for. */
export function createAppService(parts: AppServiceParts): AppService {
  const { version, theme, copyText, devices, askWhereToSave, send, reportBug } = parts;
  let result: OpenResult | undefined;
  let waitingInvite: string | undefined;
  let isPageListening = false;

  /** The page asks for nothing but the state before it is told that this is ready. */
  function open(): Messenger {
    if (result?.ok !== true) throw new Error('A call came before the messenger was open.');
    return result.messenger;
  }

  async function state(): Promise<AppStateView> {
    if (result === undefined) return { phase: 'starting' };
    if (!result.ok) return { phase: 'failed', problem: result.problem, detail: result.detail };
    const { messenger } = result;
    return toPage<AppStateView>({
      phase: 'ready',
      version,
      profile: messenger.profile() ?? null,
      conversations: await messenger.conversations(),
      network: messenger.network(),
      notices: messenger.notices(),
      theme: theme.current(),
    });
  }

  /** Tells everything anew. */
  function tellState(): void {
    state().then(
      (value) => send('stateChanged', value),
      (error: unknown) => reportBug('stateChanged', error),
    );
  }

  function passInvite(): void {
    if (waitingInvite === undefined || result?.ok !== true || !isPageListening) return;
    send('inviteOpened', { text: waitingInvite });
    waitingInvite = undefined;
  }

  function tell(event: MessengerEvent): void {
    switch (event.name) {
      case 'conversation':
        send('conversationChanged', toPage<EventPayload<'conversationChanged'>>(event.conversation));
        break;
      case 'messages':
        send(
          'messagesChanged',
          toPage<EventPayload<'messagesChanged'>>({ conversationId: event.conversationId, messages: event.messages }),
        );
        break;
      case 'network':
        send('networkChanged', toPage<EventPayload<'networkChanged'>>(event.network));
        break;
      case 'notices':
        send('noticesChanged', toPage<EventPayload<'noticesChanged'>>(event.notices));
        break;
      case 'invite':
        send('inviteChanged', {});
        break;
      case 'backup':
        send('backupChanged', {});
        break;
      case 'forgotten':
        tellState();
        break;
      case 'contacts':
        send('peopleChanged', {});
        break;
      case 'check':
        send('checkChanged', toPage<EventPayload<'checkChanged'>>(event.check));
        break;
    }
  }

  const calls: BridgeCalls = {
    getState: async () => {
      const value = await state();
      isPageListening = true; // it listens before it asks
      setImmediate(passInvite); // after the answer
      return { ok: true, value };
    },
    createProfile: async ({ name }) => answer<'createProfile'>(await open().createProfile(name)),
    listMessages: async ({ conversationId, before, limit }) =>
      answer<'listMessages'>(await open().listMessages(conversationId, before, limit)),
    sendText: async ({ conversationId, text }) => answer<'sendText'>(await open().sendText(conversationId, text)),
    stagePhoto: async ({ fileName, bytes }) => answer<'stagePhoto'>(await open().stagePhoto(fileName, bytes)),
    discardStaged: async ({ stagedIds }) => {
      open().discardStaged(stagedIds);
      return { ok: true, value: {} };
    },
    sendAlbum: async ({ conversationId, items }) => answer<'sendAlbum'>(await open().sendAlbum(conversationId, items)),
    markRead: async ({ conversationId, upTo }) => answer<'markRead'>(await open().markRead(conversationId, upTo)),
    getInvite: async () => answer<'getInvite'>(await open().getInvite()),
    readInvite: async ({ text }) => answer<'readInvite'>(await open().readInvite(text)),
    acceptInvite: async ({ text }) => answer<'acceptInvite'>(await open().acceptInvite(text)),
    lookAgain: async ({ conversationId }) => answer<'lookAgain'>(await open().lookAgain(conversationId)),
    ...messageCalls(() => open().messages),
    ...groupCalls(() => open().groups),
    ...contactCalls(
      () => open().contacts,
      () => open().profile(),
    ),
    ...deviceUseCalls(devices),
    ...savingCalls(askWhereToSave),
    ...verificationCalls(() => open().verification),
    ...fileCalls(() => open().files),
    ...pageCalls(() => open().pages),
    ...conversationCalls(() => open().settings),
    ...deviceCalls(() => open().devices),
    search: async (request) => answer<'search'>(await open().search.find(request)),
    listInvites: async () => answer<'listInvites'>({ ok: true, value: await open().invites.list() }),
    makeInvite: async ({ usesMax }) => answer<'makeInvite'>(await open().invites.make(usesMax)),
    withdrawInvite: async ({ id }) => answer<'withdrawInvite'>(await open().invites.withdraw(id)),
    getBackup: async () => answer<'getBackup'>({ ok: true, value: await open().backup.status() }),
    copyText: async ({ text }) => {
      copyText(text);
      return { ok: true, value: {} };
    },
    dismissNotice: async ({ name }) => {
      await open().dismissNotice(name);
      return { ok: true, value: {} };
    },
    setTheme: async ({ theme: chosen }) => {
      theme.choose(chosen);
      return { ok: true, value: {} };
    },
  };

  return {
    calls,
    photos: {
      openPhoto: async (address) => {
        if (result?.ok !== true) return undefined;
        const { messenger } = result;
        return openPersonPicture(messenger, address) ?? (await messenger.openPhoto(address));
      },
    },
    opened(outcome) {
      result = outcome;
      if (outcome.ok) outcome.messenger.onEvent(tell);
      state().then(
        (value) => {
          send('stateChanged', value);
          passInvite();
        },
        (error: unknown) => reportBug('stateChanged', error),
      );
    },
    openInvite(text) {
      waitingInvite = text;
      passInvite();
    },
  };
}
