import { type Endpoint, type JsonValue, type LinkHint, readSeeds, type SecretIdentity, type Seed } from '../index.ts';
import { nodeSwitchFactory } from '../io/index.ts';
import { createNodeCrypto } from '../io/node-crypto.ts';
import { generateIdentity } from '../io/node-identity.ts';
import type { CreateOptions } from './create-options.ts';
import { DataFolder } from './data-folder.ts';
import { SwitchError } from './errors.ts';

const CSIDS_DEFAULT = ['2a', '3a'] as const;

/** What an identity needs to be used again in another life. */
interface Life {
  readonly identity: SecretIdentity;
  readonly lastOpenAtMs: number;
  readonly persistOpenAtMs: (atMs: number) => Promise<void>;
  readonly links: readonly LinkHint[];
}

/** The running endpoint that these options ask for, with its seeds told. Throws a SwitchError with what is wrong. */
export async function openEndpoint(options: CreateOptions, folder: DataFolder | undefined): Promise<Endpoint> {
  const seeds = seedsOf(options.seeds);
  const { identity, lastOpenAtMs, persistOpenAtMs, links } = await lifeOf(options, folder);
  const { listen, tcp, lanDiscovery, portMapping, log } = options;
  const started = await nodeSwitchFactory.start({
    identity,
    lastOpenAtMs,
    persistOpenAtMs,
    ...(listen && { listen }),
    ...(tcp !== undefined && { tcp }),
    ...(lanDiscovery !== undefined && { lanDiscovery }),
    ...(portMapping !== undefined && { portMapping }),
    ...(log && { log }),
  });
  if (!started.ok) throw new SwitchError(started.error, started.detail);
  const { endpoint } = started;
  endpoint.setSeeding(options.seeding === true ? 'anyone' : 'nobody');
  endpoint.setBridging(options.bridging ?? 'nobody');
  endpoint.addSeeds([...seeds, ...links]);
  return endpoint;
}

/** A folder to keep things in, if one was named. */
export function folderOf({ folder, csids = CSIDS_DEFAULT }: CreateOptions): DataFolder | undefined {
  return folder === undefined ? undefined : new DataFolder(folder, csids);
}

/** Entries of a seeds.json, however a program has them. */
export function seedsOf(seeds: JsonValue | readonly Seed[] | undefined): readonly Seed[] {
  if (seeds === undefined) return [];
  if (isList(seeds)) return seeds;
  const read = readSeeds(createNodeCrypto(), seeds);
  if (!read.ok) throw new SwitchError('bad-seeds', `the seeds can't be used: ${read.error}`);
  return read.value;
}

async function lifeOf(options: CreateOptions, folder: DataFolder | undefined): Promise<Life> {
  const { identity, csids = CSIDS_DEFAULT, lastOpenAtMs = 0, persistOpenAtMs = async () => undefined } = options;
  if (identity !== undefined)
    return { identity, lastOpenAtMs, persistOpenAtMs, links: (await folder?.linkHints()) ?? [] };
  if (folder === undefined)
    return { identity: await generateIdentity(csids), lastOpenAtMs: 0, persistOpenAtMs, links: [] };
  const kept = await folder.identity();
  if (!kept.ok) throw new SwitchError('not-an-identity', `identity.json in ${options.folder} holds no identity`);
  return {
    identity: kept.value,
    lastOpenAtMs: await folder.lastOpenAtMs(),
    persistOpenAtMs: (atMs) => folder.persistOpenAtMs(atMs),
    links: await folder.linkHints(),
  };
}

/** A seeds.json is an object; so a list can only be one of entries that were read already. */
function isList(seeds: JsonValue | readonly Seed[]): seeds is readonly Seed[] {
  return Array.isArray(seeds);
}
