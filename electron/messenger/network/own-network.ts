import type { Endpoint, SecretIdentity } from '../../../switch/index.ts';
import type { StateStore } from '../../storage/store.ts';
import type { ContactBook } from '../contacts/contacts.ts';
import type { InviteSeed } from '../contacts/invites.ts';
import type { MessengerEvent, MessengerParts } from '../messenger.ts';
import type { Running } from '../running.ts';
import type { NetworkView } from '../views/network-views.ts';
import { answerChecks } from './check-channel.ts';
import { Connection } from './connection.ts';
import { Listening } from './listening.ts';
import { Meshing } from './meshing.ts';
import type { NetworkChoices } from './network-settings.ts';

export interface OwnNetworkParts {
  readonly messenger: MessengerParts;
  readonly state: StateStore;
  readonly choices: NetworkChoices;
  readonly contacts: ContactBook;
  readonly running: () => Running | undefined;
  readonly emit: (event: MessengerEvent) => void;
  /** The port used last was taken. */
  readonly onPortChanged: (wanted: number, got: number) => void;
}

/** This device in the network: its switch, once it listens, its place among the seeds, and who is told of both. */
export class OwnNetwork {
  readonly connection: Connection;
  private readonly meshing: Meshing;
  private readonly listening: Listening;
  private current: Endpoint | undefined;

  constructor(private readonly parts: OwnNetworkParts) {
    const { messenger, state, choices, contacts, running, emit, onPortChanged } = parts;
    const { clock, log, switches } = messenger;
    this.meshing = new Meshing({
      state,
      clock,
      seeds: () => [...(messenger.seeds ?? []), ...choices.seeds()],
      carrying: () => choices.now,
      log,
      isContact: (device) => contacts.ofDevice(device) !== undefined,
      onInviteSeeds: () => emit({ name: 'invite' }),
    });
    this.listening = new Listening({
      switches,
      state,
      clock,
      listen: { ...portOf(choices), ...messenger.listen },
      hasPortMapping: choices.now.hasPortMapping,
      log,
      onView: (network) => this.tellView(network),
      onPortChanged,
      onEndpoint: (endpoint) => this.attach(endpoint),
      onAddressesChanged: () => this.tellAddresses(),
    });
    this.connection = new Connection({
      choices: () => choices,
      endpoint: () => this.current,
      running,
      view: () => this.view(),
      seeds: () => messenger.seeds ?? [],
      wallMs: () => clock.wallMs(),
      after: (ms, callback) => void clock.after(ms, callback),
      onChange: () => this.meshing.choose(),
    });
  }

  /** Undefined until the switch listens. */
  get endpoint(): Endpoint | undefined {
    return this.current;
  }

  view(): NetworkView {
    return this.listening.view();
  }

  start(identity: SecretIdentity): Promise<void> {
    return this.listening.start(identity);
  }

  /** Looks at this machine's addresses now, and who is near. */
  lookNow(): void {
    this.listening.lookNow();
    this.current?.lookNearby();
  }

  /** Seeds that an invite of ours can name. */
  inviteSeeds(): readonly InviteSeed[] {
    return this.meshing.inviteSeeds();
  }

  /** Seeds that an invite brought. */
  learn(seeds: readonly InviteSeed[]): void {
    this.meshing.learn(seeds);
  }

  async stop(): Promise<void> {
    await this.meshing.stop();
    await this.listening.stop();
  }

  private async attach(endpoint: Endpoint): Promise<void> {
    const { running, emit } = this.parts;
    this.current = endpoint;
    await this.meshing.attach(endpoint);
    await running()?.attach(endpoint);
    const core = running()?.core;
    if (core !== undefined) {
      answerChecks({ endpoint, core, sideFor: (device) => this.connection.sideFor(device) });
    }
    emit({ name: 'invite' }); // it has addresses now
  }

  private tellView(network: NetworkView): void {
    this.parts.emit({ name: 'network', network });
    this.parts.running()?.people.look();
  }

  private tellAddresses(): void {
    this.parts.running()?.people.networkChanged();
    this.parts.emit({ name: 'invite' });
  }
}

/** The port that the person chose; one of the command line wins. */
function portOf({ now: { port } }: NetworkChoices): { readonly port?: number } {
  return port === undefined ? {} : { port };
}
