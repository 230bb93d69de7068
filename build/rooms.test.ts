import { readdirSync, readFileSync } from 'node:fs';
import { join, posix } from 'node:path';
import { describe, expect, it } from 'vitest';
import { forbiddenImports, packagesUnder } from './rooms.ts';

const ROOT = join(import.meta.dirname, '..');

const SOURCE_FOLDERS = ['switch', 'electron', 'renderer', 'e2e', 'build'];

/** Licences under which another program may embed switch/, whatever its own is. */
const PERMISSIVE = new Set(['MIT', 'ISC', 'BSD-2-Clause', 'BSD-3-Clause', 'Apache-2.0', '(BSD-3-Clause OR GPL-2.0)']);

/** One forbidden import for each kind of border. Reported, or the test of the real sources means nothing. */
const PLANTED: readonly (readonly [file: string, source: string])[] = [
  ['switch/line/line.ts', "import { createHash } from 'node:crypto';"],
  ['switch/line/line.ts', "import { Switch } from '../switch.ts';"],
  ['switch/packet/packet.ts', "export * from '../hashname/hashname.ts';"],
  ['switch/line/line.ts', "import { newEndpoint } from '../endpoint.ts';"],
  ['switch/bytes.ts', "import type { Driver } from './io/driver.ts';"],
  ['switch/switch.ts', "import forge from 'node-forge';"],
  ['switch/portable/portable-crypto.ts', "import { concat } from '../bytes.ts';"],
  ['switch/io/driver.ts', "import { app } from 'electron';"],
  ['electron/storage/store.ts', "import { newEvent } from '../messenger/log/event.ts';"],
  ['electron/messenger/messenger.ts', "import { app } from 'electron';"],
  ['electron/messenger/messenger.ts', "import { Line } from '../../switch/line/line.ts';"],
  ['electron/messenger/messenger.ts', "const line = await import('../../switch/line/line.ts');"],
  ['electron/shell/windows.ts', "import { Store } from '../storage/store.ts';"],
  ['electron/bridge/contract.ts', "import type { Message } from '../messenger/views/message-views.ts';"],
  ['renderer/App.tsx', "import { readFile } from 'node:fs/promises';"],
  ['renderer/App.tsx', "import { calls } from '../electron/bridge/contract.ts';"],
  ['renderer/App.tsx', "import { type Bridge } from '../electron/bridge/contract.ts';"],
  ['renderer/App.tsx', "type Page = import('../electron/messenger/views/conversation-views.ts').PageView;"],
  ['renderer/App.tsx', "new Worker(new URL('../electron/storage/worker.ts', import.meta.url));"],
  ['e2e/first-light.spec.ts', "import type { Messenger } from '../electron/messenger/messenger.ts';"],
  ['build/start.mjs', "const { app } = require('../electron/main.ts');"],
];

function readSources(): Map<string, string> {
  const files = new Map<string, string>();
  for (const folder of SOURCE_FOLDERS) {
    for (const entry of readdirSync(join(ROOT, folder), { recursive: true, withFileTypes: true })) {
      if (!entry.isFile() || !/\.(ts|tsx|mjs|cjs)$/.test(entry.name) || entry.name.endsWith('.d.ts')) continue;
      const file = join(entry.parentPath, entry.name);
      files.set(file.slice(ROOT.length + 1).replaceAll('\\', posix.sep), readFileSync(file, 'utf8'));
    }
  }
  // Here forbidden imports stand in strings on purpose.
  files.delete('build/rooms.test.ts');
  return files;
}

/** Every import of every source is looked at, on a machine with other things to do. */
const READING = { timeout: 60_000 };

describe('the rooms', () => {
  const files = readSources();

  it('each have files to check', () => {
    for (const folder of SOURCE_FOLDERS) {
      expect([...files.keys()].filter((file) => file.startsWith(`${folder}/`)).length, folder).toBeGreaterThan(0);
    }
  });

  it('import only what architecture.md lets them', READING, () => {
    expect(forbiddenImports(files)).toEqual([]);
  });

  it.each(PLANTED)('would be told of %s saying %s', (file, source) => {
    expect(forbiddenImports(new Map([[file, source]]))).toHaveLength(1);
  });

  it('do not trip over comments, strings and allowed imports', () => {
    const source =
      "// import('electron')\nimport type { Bridge } from '../electron/bridge/contract.ts';\nimport './base.css';";
    expect(forbiddenImports(new Map([['renderer/App.tsx', source]]))).toEqual([]);
  });

  it('leave switch/ free of packages that would bind whoever embeds it', () => {
    const packages = packagesUnder(files, 'switch/');
    const licences = [...packages].map((name) => {
      const { license } = JSON.parse(readFileSync(join(ROOT, 'node_modules', name, 'package.json'), 'utf8'));
      return { name, license, isPermissive: PERMISSIVE.has(license) };
    });
    expect(licences.filter(({ isPermissive }) => !isPermissive)).toEqual([]);
    expect(packages.size).toBeGreaterThan(0);
  });
});
