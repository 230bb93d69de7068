import type {
  AppStateView,
  BridgeCalls,
  ConversationView,
  EventName,
  EventPayload,
  Input,
  Lending,
} from '../bridge/contract.ts';
import type { Messenger, MessengerEvent, OpenResult, PageWords } from '../messenger/index.ts';
import { type AboutCallsParts, aboutCalls } from './calls/about.ts';
import { backupCalls } from './calls/backup.ts';
import { cameraCalls } from './calls/camera.ts';
import { contactCalls } from './calls/contacts.ts';
import { conversationCalls, deviceCalls } from './calls/conversation-settings.ts';
import type { DesktopCalls } from './calls/desktop.ts';
import { fileCalls } from './calls/files.ts';
import { groupCalls } from './calls/groups.ts';
import { messageCalls } from './calls/messages.ts';
import { networkCalls } from './calls/network.ts';
import { createOutside, type OutsideParts } from './calls/outside.ts';
import { pageCalls } from './calls/pages.ts';
import { photoCalls } from './calls/photos.ts';
import { savingCalls } from './calls/saving.ts';
import { type StartCallsParts, startCalls } from './calls/start.ts';
import { verificationCalls } from './calls/verification.ts';
import { gatherConversations } from './conversation-changes.ts';
import type { DevicePermissions } from './device-permissions.ts';
import type { LookChoice } from './look.ts';
import { answer, toPage } from './page-views.ts';
import type { PhotoSource } from './photos.ts';
import { openSmallPicture } from './small-pictures.ts';
import type { ThemeChoice } from './theme.ts';
import { withoutAbsent } from './without-absent.ts';

export interface AppServiceParts {
  readonly version: string;
  readonly theme: ThemeChoice;
  readonly desktop: DesktopCalls;
  readonly look: LookChoice;
  readonly start: Omit<StartCallsParts, 'messenger' | 'onProgress' | 'system'>;
  readonly about: AboutCallsParts['about'];
  /** Keeps the window out of screenshots and recordings, as far as this system can. */
  readonly protectScreen: (isProtected: boolean) => void;
  /** The page says that its first screen is painted. */
  readonly noteShown: () => void;
  readonly copyText: (text: string) => void;
  /** What an exported page says. */
  readonly exportWords: () => PageWords;
  readonly devices: DevicePermissions;
  readonly outside: OutsideParts;
  readonly send: <N extends EventName>(name: N, payload: EventPayload<N>) => void;
  readonly reportBug: (where: string, error: unknown) => void;
}

export interface AppService {
  readonly calls: BridgeCalls;
  /** Takes files of this disk that the page was handed (serve.ts). */
  readonly lending: Lending;
  readonly photos: PhotoSource;
  /** The store asks for a secret before it opens. */
  locked(): void;
  /** The messenger is open, or can't be; the page is told. Again after each time that it was closed. */
  opened(result: OpenResult): void;
  /** A link that another program opened. It waits until the page can take it. */
  openInvite(text: string): void;
}

/** What the bridge serves: the messenger, once it is open, and the few things of the shell the page may ask for. */
export function createAppService(parts: AppServiceParts): AppService {
  const { version, theme, desktop, look, start, about, protectScreen, copyText, devices, outside, reportBug } = parts;
  let newestExport: string | undefined;
  let result: OpenResult | undefined;
  let waitingInvite: string | undefined;
  let isPageListening = false;
  const changes = gatherConversations((conversations) => parts.send('conversationsChanged', conversations));
  const send: AppServiceParts['send'] = (name, payload) => {
    changes.flush();
    parts.send(name, payload);
  };

  /** The page asks for nothing but the state before it is told that this is ready. */
  function open(): Messenger {
    if (result?.ok !== true) throw new Error('A call came before the messenger was open.');
    return result.messenger;
  }

  async function state(): Promise<AppStateView> {
    const why = start.unlocking.reason();
    if (why !== undefined) return { phase: 'locked', why };
    if (result === undefined) return { phase: 'starting' };
    if (!result.ok) return { phase: 'failed', problem: result.problem, detail: result.detail };
    const { messenger } = result;
    changes.flush(); // older than what is read now
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
        changes.note(toPage<ConversationView>(event.conversation));
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

  const {
    calls: outsideCalls,
    lending,
    lent,
  } = createOutside(open, outside, (saving) => send('savingChanged', saving), reportBug);

  async function placeOf(place: Input<'showPlace'>['place']): Promise<string | undefined> {
    const { dataFolder, logFolder } = about;
    if (place === 'data') return dataFolder;
    if (place === 'logs') return logFolder;
    if (place === 'export') return newestExport;
    const { rescueFile, copy } = await open().backup.status();
    return place === 'copy' ? copy?.folder : rescueFile?.path;
  }

  const calls: BridgeCalls = {
    getState: async () => {
      protectScreen(false); // a page that loaded anew shows no words
      const value = await state();
      isPageListening = true; // it listens before it asks
      setImmediate(passInvite); // after the answer
      return { ok: true, value };
    },
    noteShown: async () => {
      parts.noteShown();
      return { ok: true, value: {} };
    },
    createProfile: async ({ name }) => answer<'createProfile'>(await open().createProfile(name)),
    listMessages: async ({ conversationId, before, limit }) =>
      answer<'listMessages'>(await open().listMessages(conversationId, before, limit)),
    sendText: async ({ conversationId, text }) => answer<'sendText'>(await open().sendText(conversationId, text)),
    markRead: async ({ conversationId, upTo }) => answer<'markRead'>(await open().markRead(conversationId, upTo)),
    getInvite: async () => answer<'getInvite'>(await open().getInvite()),
    readInvite: async ({ text }) => answer<'readInvite'>(await open().readInvite(text)),
    acceptInvite: async ({ text }) => answer<'acceptInvite'>(await open().acceptInvite(text)),
    lookAgain: async ({ conversationId }) => answer<'lookAgain'>(await open().lookAgain(conversationId)),
    ...photoCalls(open, lent),
    ...messageCalls(() => open().messages),
    ...groupCalls(() => open().groups),
    ...contactCalls(
      () => open().contacts,
      () => open().profile(),
    ),
    ...cameraCalls(devices),
    ...savingCalls(outside.system.askSavePath),
    ...verificationCalls(() => open().verification),
    ...fileCalls(() => open().files),
    ...outsideCalls,
    ...pageCalls(() => open().pages),
    ...conversationCalls(() => open().settings),
    ...deviceCalls(() => open().devices),
    ...desktop,
    search: async (request) => answer<'search'>(await open().search.find(request)),
    listInvites: async () => answer<'listInvites'>({ ok: true, value: await open().invites.list() }),
    makeInvite: async ({ usesMax }) => answer<'makeInvite'>(await open().invites.make(usesMax)),
    withdrawInvite: async ({ id }) => answer<'withdrawInvite'>(await open().invites.withdraw(id)),
    ...backupCalls({
      backup: () => open().backup,
      exports: () => open().exports,
      system: outside.system,
      consent: outside.consent,
      protectScreen,
      noteExport: (folder) => {
        newestExport = folder;
      },
      exportWords: parts.exportWords,
      onExportProgress: (progress) => send('exportProgress', progress),
    }),
    ...startCalls({
      ...start,
      system: outside.system,
      messenger: () => (result?.ok === true ? result.messenger : undefined),
      onProgress: (part) => send('restoreProgress', { part }),
    }),
    ...networkCalls(() => open().connection),
    getRecentEmoji: async () => ({ ok: true, value: { emoji: [...(await open().settings.recentEmoji())] } }),
    noteEmoji: async ({ emoji }) => answer<'noteEmoji'>(await open().settings.noteEmoji(emoji)),
    getUsualTells: async () => ({ ok: true, value: open().settings.usualTells() }),
    setUsualTells: async (tells) => answer<'setUsualTells'>(await open().settings.setUsualTells(withoutAbsent(tells))),
    ...aboutCalls({ about, placeOf, show: (path) => outside.system.showInFolder(path) }),
    copyText: async ({ text }) => {
      if (!(await outside.consent.byGesture('copyText'))) return { ok: false, error: 'refused' };
      copyText(text);
      return { ok: true, value: {} };
    },
    dismissNotice: async ({ name }) => {
      await open().dismissNotice(name);
      return { ok: true, value: {} };
    },
    getLook: async () => ({ ok: true, value: look.current() }),
    setLook: async (change) => {
      look.choose(withoutAbsent(change));
      return { ok: true, value: {} };
    },
    setTheme: async ({ theme: chosen }) => {
      theme.choose(chosen);
      return { ok: true, value: {} };
    },
  };

  return {
    calls,
    lending,
    photos: {
      openPhoto: async (address) => {
        if (result?.ok !== true) return undefined;
        const { messenger } = result;
        return (await openSmallPicture(messenger, address)) ?? (await messenger.openPhoto(address));
      },
      openSound: async (address) => (result?.ok === true ? await result.messenger.files.open(address) : undefined),
    },
    locked: tellState,
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
