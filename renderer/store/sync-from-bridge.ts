import type { AppStateView, Bridge, ConversationId } from '../../electron/bridge/contract.ts';
import { STATE_RETRY_MS } from '../limits.ts';
import type { AppState, AppStore } from './app-store.ts';

type After = (callback: () => void, ms: number) => unknown;

/** The bridge itself did not answer. */
const LOST = { ok: false, error: 'internal' } as const;

/**
 * The only door through which the truth of the main process comes in by itself: listens first, then asks for everything.
 * Each change is told by an event, so an event heard while the answer was on its way is newer than the answer and stays.
 * An answer that fails is asked for again: a main process that was busy or starts anew must not leave an empty window. Returns the
 * function that stops listening.
 */
export function syncFromBridge(bridge: Bridge, store: AppStore, after: After = setTimeout): () => void {
  const heard = new Set<string>();
  const note = (what: string) => heard.add(what);
  const { getState } = store;
  /** The newest answer counts: it is asked anew at every change. */
  const askBackup = () =>
    void bridge.getBackup({}).then((answer) => {
      if (answer.ok) getState().applyBackup(answer.value);
    });
  const people = peopleQuestion(bridge, store);

  const stops = [
    bridge.on('stateChanged', (state) => {
      note('state');
      store.setState(fromState(getState(), state, new Set()));
      if (state.phase === 'ready') askBackup();
      if (state.phase === 'ready') void people.ask();
    }),
    bridge.on('conversationsChanged', (conversations) => {
      for (const { id } of conversations) note(id);
      getState().applyConversationsChanged(conversations);
    }),
    bridge.on('messagesChanged', ({ conversationId, messages }) =>
      getState().applyMessagesChanged(conversationId, messages),
    ),
    bridge.on('networkChanged', (network) => {
      note('network');
      getState().applyNetwork(network);
    }),
    bridge.on('noticesChanged', (notices) => {
      note('notices');
      getState().applyNotices(notices);
    }),
    bridge.on('backupChanged', askBackup),
    bridge.on('peopleChanged', () => void people.ask()),
    bridge.on('checkChanged', (check) => getState().applyCheck(check)),
    bridge.on('lookChanged', (look) => {
      note('look');
      getState().applyLook(look);
    }),
    bridge.on('savingChanged', (saving) => getState().applySaving(saving)),
    bridge.on('inviteOpened', ({ text }) => getState().showAdd(text)),
  ];

  void bridge.getLook({}).then((answer) => {
    if (answer.ok && !heard.has('look')) getState().applyLook(answer.value);
  });
  let isStopped = false;
  const ask = async (gapsMs: readonly number[]): Promise<void> => {
    const answer = await bridge.getState({}).catch(() => LOST);
    if (isStopped || heard.has('state')) return; // told meanwhile: newer than any answer
    if (answer.ok) {
      store.setState(fromState(getState(), answer.value, heard));
      if (answer.value.phase === 'ready') askBackup();
      if (answer.value.phase === 'ready') void people.ask();
      return;
    }
    const [gapMs, ...rest] = gapsMs;
    if (gapMs !== undefined) after(() => void ask(rest), gapMs);
    else store.setState({ phase: 'failed', failure: { problem: 'internal', detail: answer.error } });
  };
  void ask(STATE_RETRY_MS);
  return () => {
    isStopped = true;
    for (const stop of stops) stop();
  };
}

/** People are asked for as a whole. Of several questions on their way only the answer to the newest counts. */
function peopleQuestion(bridge: Bridge, store: AppStore): { ask(): Promise<void> } {
  let newest = 0;
  return {
    async ask() {
      newest += 1;
      const asked = newest;
      const answer = await bridge.getPeople({});
      if (answer.ok && asked === newest) store.getState().applyPeople(answer.value);
    },
  };
}

/** The page's state after it took everything anew, except what was `heard` since it asked. */
export function fromState(held: AppState, state: AppStateView, heard: ReadonlySet<string>): Partial<AppState> {
  if (state.phase === 'starting') return { phase: 'starting', lock: null, failure: null };
  if (state.phase === 'locked') return { phase: 'locked', lock: state.why, failure: null };
  if (state.phase === 'failed') {
    return { phase: 'failed', lock: null, failure: { problem: state.problem, detail: state.detail } };
  }
  const conversations = state.conversations.map((told) => {
    const kept = heard.has(told.id) ? held.conversationsById[told.id] : undefined;
    return [told.id, kept ?? told] as const;
  });
  const onlyHeard = Object.entries(held.conversationsById).filter(([id]) => heard.has(id));
  return {
    phase: 'ready',
    lock: null,
    failure: null,
    version: state.version,
    profile: state.profile,
    theme: state.theme,
    network: heard.has('network') ? held.network : state.network,
    notices: heard.has('notices') ? held.notices : state.notices,
    conversationsById: Object.fromEntries([...conversations, ...onlyHeard]) as AppState['conversationsById'], // keys are ids of views
    pagesById: {},
    pane: keepPane(held, new Set(state.conversations.map(({ id }) => id))),
  };
}

function keepPane({ pane }: AppState, ids: ReadonlySet<ConversationId>): AppState['pane'] {
  return pane.name === 'conversation' && !ids.has(pane.id) ? { name: 'welcome' } : pane;
}
