import { scryptSync } from 'node:crypto';
import { cpSync, existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { LinkHint, Path, SwitchFactory } from '../../../switch/index.ts';
import { Dice, type NatBox, SimSwitchFactory, type SimWorld } from '../../../switch/sim/index.ts';
import { type EventRow, type KeyDerivation, type StorageWorker, StoreError } from '../../storage/index.ts';
import { inProcessStorageWorker } from '../../storage/testing/index.ts';
import type { Clock, Messenger, MessengerEvent, MessengerParts } from '../messenger.ts';
import { openMessenger } from '../open-messenger.ts';
import type { MessageView } from '../views/message-views.ts';
import { Copies } from './copies.ts';
import { simImagePort } from './sim-image-port.ts';

/** A disk in memory, where there is one: a simulated world waits for every sync. */
const MEMORY_FOLDER = '/dev/shm';
const PAGE = 100;
/** Calls of the store's tables that write more than they free. */
const NEEDS_ROOM: ReadonlySet<string> = new Set([
  ...[
    'setText',
    'setBytes',
    'put',
    'redeem',
    'insert',
    'release',
    'setStored',
    'addStoredBlobs',
    'setRead',
    'setRefused',
    'putRequest',
    'block',
    'putDetails',
    'addChange',
  ],
  ...['setChunks', 'write', 'move', 'apply'],
]);

/** The same work as in the app, made cheap, and on the caller's thread: a simulated world waits for no other. */
export const simKeyDerivation: KeyDerivation = {
  cost: { logN: 1, r: 1, p: 1 },
  derive: async (secret, salt, { logN, r, p }) => new Uint8Array(scryptSync(secret, salt, 32, { N: 2 ** logN, r, p })),
};

/** What a killed process may no longer do. */
interface Life {
  isOver: boolean;
  /** Store calls until it is killed in the middle of things; undefined: not by itself. */
  callsLeft: number | undefined;
}

/** Counts every call of every store, so that `settle` knows when all promises have come to rest. */
export interface Pulse {
  calls: number;
  last: string;
}

/** Where somebody lives: in a local network of that address, where neighbours are looked for; with seeds, or without. */
export interface SimPlace {
  readonly path?: Path;
  /** Behind its router; default: the open network. */
  readonly home?: NatBox;
  readonly seeds?: readonly LinkHint[];
}

/** A person with a whole messenger in a simulated world: real store, real switch, virtual time, sudden deaths. */
export class SimPerson {
  readonly folder = mkdtempSync(join(existsSync(MEMORY_FOLDER) ? MEMORY_FOLDER : tmpdir(), 'hashline-sim-'));
  /** Name of the machine it runs on. */
  machine = this.folder;
  readonly logLines: string[] = [];
  readonly events: MessengerEvent[] = [];
  /** Events that came to them, by their ids. */
  readonly copies = new Copies();
  readonly switches: SimSwitchFactory;
  private readonly dice: Dice;
  private current: Messenger | undefined;
  /** Its hashname, once it has one. */
  device = '';
  /** Every store call that needs room fails. */
  isDiskFull = false;
  /** How far the calendar's clock of this machine is ahead of the world's; counts from the next look at it. */
  clockSkewMs = 0;
  private life: Life = { isOver: true, callsLeft: undefined };

  constructor(
    readonly world: SimWorld,
    private readonly pulse: Pulse,
    readonly name: string,
    private readonly place: SimPlace = {},
  ) {
    this.switches = new SimSwitchFactory(world, place);
    this.dice = new Dice(world.dice.next());
  }

  get messenger(): Messenger {
    if (this.current === undefined) throw new Error(`${this.name} is not running`);
    return this.current;
  }

  get isRunning(): boolean {
    return !this.life.isOver;
  }

  async start(): Promise<void> {
    const life: Life = { isOver: false, callsLeft: undefined };
    this.life = life;
    const opened = await openMessenger(this.partsOf(life));
    if (!opened.ok) throw new Error(`${this.name}: ${opened.problem}: ${opened.detail}`);
    this.current = opened.messenger;
    opened.messenger.onEvent((event) => this.events.push(event));
  }

  /** Does something with the data folder while nobody runs in it: a restore. */
  async whileStopped<T>(work: (parts: MessengerParts) => Promise<T>): Promise<T> {
    return work(this.partsOf({ isOver: false, callsLeft: undefined }));
  }

  private switchesThere(): SwitchFactory {
    const lanDiscovery = this.place.path !== undefined;
    return {
      generateIdentity: () => this.switches.generateIdentity(),
      start: async (options) => {
        const started = await this.switches.start({ ...options, lanDiscovery });
        return started.ok ? { ...started, endpoint: this.copies.watch(started.endpoint) } : started;
      },
    };
  }

  async createProfile(): Promise<void> {
    const made = await this.messenger.createProfile(this.name);
    if (!made.ok) throw new Error(made.error);
    this.device = made.value.hashname;
  }

  /** Ends at once, without a word to anybody: what was committed is there at the next start, and nothing else. */
  kill(): void {
    this.life.isOver = true;
    this.switches.node?.kill();
    for (const stop of this.stops.splice(0)) stop();
    this.current = undefined;
  }

  /** Is killed in the middle of what it does, after so many calls of its stores. */
  killAfterCalls(count: number): void {
    this.life.callsLeft = count;
  }

  async stop(): Promise<void> {
    await this.messenger.stop();
    this.life.isOver = true;
    this.current = undefined;
  }

  /** Keeps the disk as it is now, for `rollBack`. Not while running. */
  copyDisk(): void {
    cpSync(join(this.folder, 'data'), join(this.folder, 'copy'), { recursive: true });
  }

  /** Puts the disk back to the last copy, if there is one: an old backup, a machine restored. Not while running. */
  rollBack(): boolean {
    const [data, copy] = [join(this.folder, 'data'), join(this.folder, 'copy')];
    if (!existsSync(copy)) return false;
    rmSync(data, { recursive: true });
    cpSync(copy, data, { recursive: true });
    return true;
  }

  /** Oldest first, all of them. */
  async messages(conv: string): Promise<MessageView[]> {
    const all: MessageView[] = [];
    let before: { t: number; id: string } | undefined;
    for (;;) {
      const page = await this.messenger.listMessages(conv, before, PAGE);
      if (!page.ok) throw new Error(page.error);
      all.unshift(...page.value.messages);
      const [first] = page.value.messages;
      if (!page.value.hasOlder || first === undefined) return all;
      before = { t: first.t, id: first.id };
    }
  }

  /** What lies in the store, whatever of it is shown. */
  async storedEvents(conv: string, kinds: readonly string[]): Promise<readonly EventRow[]> {
    return (await this.worker?.call('events', 'ofKinds', [conv, kinds])) as readonly EventRow[]; // as store.ts has it
  }

  /** A call of this person's store past their messenger, to write there what this version never writes. */
  async storeCall<T>(table: string, name: string, args: readonly unknown[]): Promise<T> {
    return (await this.worker?.call(table, name, args)) as T; // the test names the call, and with it what comes
  }

  removeFolder(): void {
    if (this.isRunning) this.kill();
    rmSync(this.folder, { recursive: true, force: true });
  }

  private worker: StorageWorker | undefined;
  private readonly stops: (() => void)[] = [];

  private partsOf(life: Life): MessengerParts {
    return {
      dataFolder: join(this.folder, 'data'),
      keyProtector: { kind: 'file', seal: async (key) => key, unseal: async (sealed) => sealed },
      images: simImagePort,
      switches: this.switchesThere(),
      seeds: this.place.seeds ?? [],
      clock: this.clockOf(life),
      random: (length) => this.dice.bytes(length),
      storageWorker: () => this.workerOf(life),
      appVersion: '0.0.0-sim',
      log: (line) => this.logLines.push(line),
      machine: async () => this.machine,
      keyDerivation: simKeyDerivation,
    };
  }

  private clockOf(life: Life): Clock {
    return {
      wallMs: () => Math.floor(this.world.wallMs + this.clockSkewMs),
      after: (ms, callback) => {
        let isCancelled = false;
        this.world.at(this.world.nowMs + ms, () => {
          if (!isCancelled && !life.isOver) callback();
        });
        return () => {
          isCancelled = true;
        };
      },
    };
  }

  private workerOf(life: Life): StorageWorker {
    const worker = inProcessStorageWorker();
    this.stops.push(() => void worker.stop());
    return {
      call: async (table, name, args) => {
        this.pulse.calls += 1;
        if (table === 'events') this.worker = worker;
        this.pulse.last = `${table}.${name}`;
        if (life.callsLeft !== undefined) life.callsLeft -= 1;
        if (life.callsLeft !== undefined && life.callsLeft < 0 && !life.isOver) this.kill();
        if (life.isOver) throw new StoreError('closed', 'the process was killed');
        if (this.isDiskFull && NEEDS_ROOM.has(name)) throw new StoreError('disk-full', 'no room');
        return worker.call(table, name, args);
      },
      stop: () => worker.stop(),
    };
  }
}
