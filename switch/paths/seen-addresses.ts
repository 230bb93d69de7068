import { SEEN_ADDRESS_MS, SEEN_ADDRESSES_MAX, SEEN_NETWORK_BYTES, SEEN_WITNESSES_MAX } from '../constants.ts';
import type { Hashname } from '../hashname/hashname.ts';
import { parseIp } from './ip.ts';
import { reachOf } from './locality.ts';
import { familyOf, isTcp, type Path, pathKey, samePath } from './path.ts';

/** Who says where it sees us, and where it was asked. */
export interface Witness {
  readonly hashname: Hashname;
  readonly at: Path;
  /** A seed that the application named, asked at an address that the application told: nobody we don't know chose it. */
  readonly isTrusted: boolean;
}

interface Report {
  readonly path: Path;
  readonly atMs: number;
  readonly witness: Witness;
}

/**
 * Public addresses at which others say that they see us: what a NAT makes of ours. One such word is good for having holes
 * punched, and for nothing else: who says so may forward for us, or lie. What all trusted ones say is ours (DECISIONS.md no. 54).
 */
export class SeenAddresses {
  readonly #reports = new Map<Hashname, Report>();

  /** Says whether this witness saw us somewhere else just before: our router restarted, or gave us another port. */
  note(nowMs: number, path: Path, witness: Witness): boolean {
    if (reachOf(path) !== 'public' || isTcp(path)) return false;
    const { hashname } = witness;
    const former = this.#reports.get(hashname);
    this.#reports.delete(hashname); // put back as the newest
    this.#reports.set(hashname, { path, atMs: nowMs, witness });
    const [oldest] = this.#reports.keys();
    if (this.#reports.size > SEEN_WITNESSES_MAX && oldest !== undefined) this.#reports.delete(oldest);
    const isComparable = former !== undefined && familyOf(former.path) === familyOf(path);
    return isComparable && samePath(former.witness.at, witness.at) && !samePath(former.path, path);
  }

  /** Where anybody sees us, the newest last. */
  list(nowMs: number): readonly Path[] {
    const byKey = new Map<string, Path>();
    for (const { path } of this.#fresh(nowMs)) {
      byKey.delete(pathKey(path));
      byKey.set(pathKey(path), path);
    }
    return [...byKey.values()].slice(-SEEN_ADDRESSES_MAX);
  }

  /** Our own addresses outside: each is what every trusted witness of its family says, and two in different networks do. */
  confirmed(nowMs: number): readonly Path[] {
    const trusted = this.#fresh(nowMs).filter(({ witness }) => witness.isTrusted);
    return (['ipv4', 'ipv6'] as const).flatMap((family) => {
      const reports = trusted.filter(({ path }) => familyOf(path) === family);
      const [first] = reports;
      const networks = new Set(reports.map(({ witness }) => networkOf(witness.at)));
      const isAgreed = first !== undefined && reports.every(({ path }) => samePath(path, first.path));
      return isAgreed && networks.size > 1 ? [first.path] : [];
    });
  }

  /** Whether a router gives us one IPv4 address and port for everybody, as far as two or more have told. */
  agreement(nowMs: number): 'unknown' | 'same' | 'varies' {
    const paths = this.#fresh(nowMs)
      .map(({ path }) => path)
      .filter((path) => familyOf(path) === 'ipv4');
    const [first] = paths;
    if (first === undefined || paths.length < 2) return 'unknown';
    return paths.every((path) => samePath(path, first)) ? 'same' : 'varies';
  }

  clear(): void {
    this.#reports.clear();
  }

  #fresh(nowMs: number): readonly Report[] {
    return [...this.#reports.values()].filter(({ atMs }) => nowMs - atMs < SEEN_ADDRESS_MS);
  }
}

/** Two switches in one of these may well be one person's. */
function networkOf({ ip }: Path): string {
  const bytes = parseIp(ip) ?? new Uint8Array(0);
  return bytes.subarray(0, bytes.length === 4 ? SEEN_NETWORK_BYTES.ipv4 : SEEN_NETWORK_BYTES.ipv6).join('.');
}
