import { type Endpoint, fail, type Hashname, isTcp, type LinkHint, ok, type Result } from '../../../switch/index.ts';
import type { ConnectionApi, NetworkSettings, NetworkSettingsProblem } from '../api/connection-api.ts';
import { deviceOf } from '../contacts/contacts.ts';
import { CONNECTION_ANSWER_MS, CONNECTION_LOOK_MS } from '../limits.ts';
import type { Running } from '../running.ts';
import type {
  ConnectionReportView,
  ConnectionView,
  NetworkView,
  OutsideView,
  SeedView,
  SideView,
} from '../views/network-views.ts';
import type { TrustState, WayTold } from '../views/trust-views.ts';
import { askCheck } from './check-channel.ts';
import type { NetworkChoices } from './network-settings.ts';

export interface ConnectionParts {
  readonly choices: () => NetworkChoices;
  readonly endpoint: () => Endpoint | undefined;
  readonly running: () => Running | undefined;
  readonly view: () => NetworkView;
  /** Seeds that this copy was started with. */
  readonly seeds: () => readonly LinkHint[];
  readonly wallMs: () => number;
  readonly after: (ms: number, callback: () => void) => void;
  /** What holds at once has changed: seeds, and what is carried. */
  readonly onChange: () => void;
}

const NOT_YET: OutsideView = {
  mapping: 'off',
  by: undefined,
  seen: 'unknown',
  isReachable: false,
  hasSent: false,
  hasHeard: false,
};

/** How this computer is connected, what can be chosen about it, and a check that looks instead of guessing. */
export class Connection implements ConnectionApi {
  constructor(private readonly parts: ConnectionParts) {}

  settings(): NetworkSettings {
    return this.parts.choices().now;
  }

  async setSettings(change: Partial<NetworkSettings>): Promise<Result<Record<string, never>, NetworkSettingsProblem>> {
    const changed = await this.parts.choices().change(change);
    if (changed.ok) this.parts.onChange();
    return changed;
  }

  status(): ConnectionView {
    const endpoint = this.parts.endpoint();
    const { state, problem } = this.parts.view();
    const outside = endpoint?.outside();
    return {
      state,
      problem,
      port: endpoint?.localPaths()[0]?.port,
      ways: waysOf(endpoint),
      networkCount:
        endpoint?.localNetworks().filter(({ isLoopback, zone }) => !isLoopback && zone === undefined).length ?? 0,
      outside: outsideOf(endpoint),
      seeds: this.seeds(endpoint),
      carried: {
        bytes: outside?.bridgedBytes ?? 0,
        packets: (outside?.bridgedPackets ?? 0) + (outside?.relayedPackets ?? 0),
        introductions: outside?.introductions ?? 0,
      },
    };
  }

  /** Looks anew at everything, gives it a moment, and asks the contact how it looks from there. */
  async check(conversationId: string | undefined): Promise<Result<ConnectionReportView, 'unknown-conversation'>> {
    const [endpoint, running] = [this.parts.endpoint(), this.parts.running()];
    const person = conversationId === undefined ? undefined : running?.people.ofConversation(conversationId);
    if (conversationId !== undefined && person === undefined) return fail('unknown-conversation');
    endpoint?.lookNearby();
    person?.lookAgain();
    await new Promise<void>((resolve) => this.parts.after(CONNECTION_LOOK_MS, resolve));
    const atMs = this.parts.wallMs();
    const row = person && running?.core.contacts.ofConversation(person.conversation.conv);
    if (endpoint === undefined || running === undefined || person === undefined || row === undefined) {
      return ok({ ...this.status(), atMs, contact: undefined });
    }
    const device = deviceOf(row);
    const isOpen = endpoint.status(device)?.line === 'open';
    const theirs = isOpen ? await askCheck(running.core, endpoint, device, CONNECTION_ANSWER_MS) : undefined;
    const through = endpoint.status(device)?.paths[0]?.through?.kind;
    const way = person.conversation.view().trust.state;
    return ok({ ...this.status(), atMs, contact: { way, through, theirs } });
  }

  /** What a contact who checks is told of our side. */
  sideFor(device: Hashname): SideView {
    const outside = outsideOf(this.parts.endpoint());
    const way = wayTold(this.parts.running()?.people.ofDevice(device)?.conversation.view().trust.state ?? 'looking');
    const { mapping, seen, isReachable } = outside;
    return { mapping, seen, isReachable, seedCount: this.linkedSeeds(this.parts.endpoint()).size, way };
  }

  private linkedSeeds(endpoint: Endpoint | undefined): ReadonlySet<Hashname> {
    const seeds = endpoint?.links().filter(({ isSeed }) => isSeed) ?? [];
    return new Set(seeds.map(({ hashname }) => hashname));
  }

  /** Those named here, then whoever else is a seed for us just now: mostly contacts who can be reached from outside. */
  private seeds(endpoint: Endpoint | undefined): readonly SeedView[] {
    const linked = this.linkedSeeds(endpoint);
    const own = new Set(
      this.parts
        .choices()
        .seeds()
        .map(({ identity }) => identity.hashname),
    );
    const named = new Set([...own, ...this.parts.seeds().map(({ identity }) => identity.hashname)]);
    const contacts = this.parts.running()?.core.contacts;
    return [...new Set([...named, ...linked])].map((hashname) => ({
      hashname,
      isOwn: own.has(hashname),
      isLinked: linked.has(hashname),
      contact: contacts?.ofDevice(hashname)?.name,
    }));
  }
}

function waysOf(endpoint: Endpoint | undefined): ConnectionView['ways'] {
  const paths = endpoint?.localPaths() ?? [];
  return {
    ipv4: paths.some(({ type }) => type === 'ipv4'),
    ipv6: paths.some(({ type }) => type === 'ipv6'),
    tcp: paths.some(isTcp),
  };
}

/** Who stands between is no business of theirs. */
function wayTold(state: TrustState): WayTold {
  return state === 'through-friend' || state === 'through-helper' ? 'connected' : state;
}

function outsideOf(endpoint: Endpoint | undefined): OutsideView {
  if (endpoint === undefined) return NOT_YET;
  const { mapping, seen, isReachable, hasSentBeyond, hasHeardBeyond } = endpoint.outside();
  return {
    mapping: mapping.state,
    by: mapping.by,
    seen,
    isReachable,
    hasSent: hasSentBeyond,
    hasHeard: hasHeardBeyond,
  };
}
