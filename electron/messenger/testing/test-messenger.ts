import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { nodeSwitchFactory } from '../../../switch/io/index.ts';
import { type KeyDerivation, systemKeyDerivation } from '../../storage/index.ts';
import { testFolder, testStorageWorker } from '../../storage/testing/index.ts';
import { systemClock } from '../clock.ts';
import {
  type KeyProtector,
  type Messenger,
  type MessengerEvent,
  type MessengerParts,
  openMessenger,
} from '../index.ts';
import { createSharpImagePort } from '../photos/sharp-image-port.ts';
import type { ConversationView } from '../views/conversation-views.ts';
import type { MessageView } from '../views/message-views.ts';

export { nodeSwitchFactory as realSwitches };

/** Seals nothing, as on a machine without a key store. */
export const openKeyProtector: KeyProtector = {
  kind: 'file',
  seal: async (key) => key,
  unseal: async (sealed) => sealed,
};

/** scrypt with next to no work: what it costs is not what is tested. */
export const cheapKeyDerivation: KeyDerivation = { ...systemKeyDerivation, cost: { logN: 1, r: 1, p: 1 } };

/** Longest a test waits for something over real sockets and real disks. */
const WAIT_MS_MAX = 20_000;

/** A whole messenger over real sockets on loopback, a real store in a folder of its own, and its events. */
export interface TestMessenger {
  readonly messenger: Messenger;
  readonly events: MessengerEvent[];
  readonly logLines: string[];
  /** Resolves once `look` gives something, asking again after each event. */
  until<T>(what: string, look: () => T | undefined | false | Promise<T | undefined | false>): Promise<T>;
  messages(conversationId: string): Promise<MessageView[]>;
  conversation(conversationId: string): Promise<ConversationView | undefined>;
  /** Stops and opens the same folder again. */
  restart(): Promise<void>;
  stop(): Promise<void>;
  /** Stops and removes the folder. */
  remove(): Promise<void>;
}

export async function testMessenger(over: Partial<MessengerParts> = {}): Promise<TestMessenger> {
  const folder = testFolder();
  const images = createSharpImagePort();
  const logLines: string[] = [];
  const events: MessengerEvent[] = [];
  const wakers = new Set<() => void>();
  const parts: MessengerParts = {
    dataFolder: join(folder.path, 'data'),
    keyProtector: openKeyProtector,
    images,
    switches: nodeSwitchFactory,
    clock: systemClock,
    random: (length) => new Uint8Array(randomBytes(length)),
    storageWorker: await testStorageWorker(),
    listen: { ip: '127.0.0.1' },
    appVersion: '0.0.0-test',
    log: (line) => logLines.push(line),
    keyDerivation: cheapKeyDerivation,
    ...over,
  };
  const open = async () => {
    const opened = await openMessenger(parts);
    if (!opened.ok) throw new Error(`${opened.problem}: ${opened.detail}`);
    opened.messenger.onEvent((event) => {
      events.push(event);
      for (const wake of [...wakers]) wake();
    });
    return opened.messenger;
  };
  let messenger = await open();
  return {
    get messenger() {
      return messenger;
    },
    events,
    logLines,
    async until(what, look) {
      const endAtMs = systemClock.wallMs() + WAIT_MS_MAX;
      for (;;) {
        const found = await look();
        if (found !== undefined && found !== false) return found;
        const restMs = endAtMs - systemClock.wallMs();
        if (restMs <= 0) throw new Error(`waited in vain: ${what}\n${logLines.join('\n')}`);
        await nextEvent(wakers, Math.min(restMs, 100));
      }
    },
    async messages(conversationId) {
      const all: MessageView[] = [];
      let before: { t: number; id: string } | undefined;
      for (;;) {
        const page = await messenger.listMessages(conversationId, before, 100);
        if (!page.ok) throw new Error(page.error);
        all.unshift(...page.value.messages);
        const [first] = page.value.messages;
        if (!page.value.hasOlder || first === undefined) return all;
        before = { t: first.t, id: first.id };
      }
    },
    async conversation(conversationId) {
      return (await messenger.conversations()).find((conversation) => conversation.id === conversationId);
    },
    async restart() {
      await messenger.stop();
      messenger = await open();
    },
    stop: () => messenger.stop(),
    async remove() {
      await messenger.stop();
      await images.close();
      folder.remove();
    },
  };
}

/** The next event, or the end of the time: some answers change without one. */
function nextEvent(wakers: Set<() => void>, ms: number): Promise<void> {
  return new Promise((resolve) => {
    const wake = () => {
      clearTimeout(timer);
      wakers.delete(wake);
      resolve();
    };
    const timer = setTimeout(wake, ms);
    wakers.add(wake);
  });
}
