import type { Bridge, ConversationId, MenuCommandName } from '../../electron/bridge/contract.ts';
import type { AppState, AppStore } from './app-store.ts';

/**
 * What the main process tells of the computer around the window, and what it must know of the window: which chat is before the
 * person's eyes, so that nobody is notified of what they see. Returns the function that stops.
 */
export function syncDesktop(bridge: Bridge, store: AppStore): () => void {
  const { getState } = store;
  let wasTold = false;
  const stops = [
    bridge.on('desktopChanged', (desktop) => {
      wasTold = true;
      getState().applyDesktop(desktop);
    }),
    bridge.on('chatOpened', ({ conversationId }) => {
      if (getState().conversationsById[conversationId] !== undefined) getState().showConversation(conversationId);
    }),
    bridge.on('requestsOpened', () => getState().showWelcome()),
    bridge.on('closeAsked', () => getState().setCloseAsked(true)),
    bridge.on('menuChosen', ({ command }) => chooseFromMenu(getState(), command)),
    tellWhatIsInView(bridge, store),
  ];
  void bridge.getDesktop({}).then((answer) => {
    if (answer.ok && !wasTold) getState().applyDesktop(answer.value);
  });
  return () => {
    for (const stop of stops) stop();
  };
}

/** Before there is somebody here there is nobody to add and nothing to set. */
function chooseFromMenu(state: AppState, command: MenuCommandName): void {
  if (state.phase !== 'ready' || state.profile === null) return;
  const actions = {
    'add-someone': () => state.showAdd(),
    'new-group': () => state.showNewGroup(),
    settings: () => state.showSettings(),
    shortcuts: () => state.showOverlay('shortcuts'),
  } as const satisfies Record<MenuCommandName, () => void>;
  actions[command]();
}

function tellWhatIsInView(bridge: Bridge, store: AppStore): () => void {
  let told: ConversationId | undefined;
  return store.subscribe(({ pane }) => {
    const conversationId = pane.name === 'conversation' ? pane.id : undefined;
    if (conversationId === told) return;
    told = conversationId;
    void bridge.tellInView(conversationId === undefined ? {} : { conversationId });
  });
}
