import { execFile } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join, posix, relative } from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, test } from 'vitest';
import { COMPARED } from './compared-pictures.mjs';
import { ROOT } from './places.mjs';

const run = promisify(execFile);

/** Every document of the checkout; what it says about files and commands must be so. */
const NOT_OURS = new Set(['node_modules', 'out', 'dist', '.git', '.electron']);
const files = filesUnder('');
const documents = files.filter((file) => file.endsWith('.md'));

/** A program that is read, compiled and started on a machine with other things to do. */
const PROGRAM = { timeout: 60_000 };

/** Names that look like files of ours and are not: of a specification, made while running, an example. */
const FOREIGN =
  /^(?:seeds?\.json|seeds\.md|network\.md|dht\.md|ext\/|logs\/|dist\/|blobs\/|electron\/$|copy\.json|window\.json|N(?:\.new)?\/)|(?:^|\/)out\/|AREA/;

const FILE = /^[\w.@-]+(?:\/[\w.@-]+)*\.(?:ts|tsx|mjs|cjs|md|json|jsonc|html|css|svg|plist|service|yml)$/;
const FOLDER = /^(?:[\w.@-]+\/)+$/;

function filesUnder(folder: string): string[] {
  return readdirSync(join(ROOT, folder), { withFileTypes: true }).flatMap((entry) => {
    const place = posix.join(folder, entry.name);
    if (entry.isDirectory()) return NOT_OURS.has(entry.name) ? [] : filesUnder(place);
    return entry.isFile() ? [place] : [];
  });
}

const textOf = (file: string) => readFileSync(join(ROOT, file), 'utf8');
const withoutBlocks = (text: string) => text.replace(/^```[\s\S]*?^```$/gm, '');
/** Code in a line: `like this`. */
const codeIn = (text: string) => [...withoutBlocks(text).matchAll(/`([^`\n]+)`/g)].map(([, code = '']) => code);

/** As forges make them of headings. */
function anchorsOf(text: string): ReadonlySet<string> {
  const headings = [...withoutBlocks(text).matchAll(/^#+ (.+)$/gm)].map(([, heading = '']) => heading);
  return new Set(
    headings.map((heading) =>
      heading
        .toLowerCase()
        .replace(/[^\w\- ]/g, '')
        .replaceAll(' ', '-'),
    ),
  );
}

/** Every command of ours in a document, wherever it stands: in a line, in a block, indented. */
function commandsIn(text: string): string[] {
  const found = text.matchAll(
    /(?:npm (?:run|test|start)|npx (?:vitest|playwright|tsx|vite)|node build\/)[^`\n#|&>;]*/g,
  );
  return [...found].map(([command]) => command.split(/ {3,}|\. |, |\)/)[0]?.trim() ?? '');
}

const all = documents.flatMap((document) => commandsIn(textOf(document)).map((command) => ({ document, command })));

/** From the root, from the document's own folder, or in its room. */
function isThere(document: string, code: string): boolean {
  return existsSync(join(ROOT, code)) || existsSync(join(ROOT, dirname(document), code)) || isInRoom(document, code);
}

/** A room's own document names a file by the end of its path: whoever reads it is in that room. */
function isInRoom(document: string, code: string): boolean {
  const room = dirname(document).replace(/\/cli$/, '');
  if (room === '.') return false;
  const inside = files.filter((file) => file.startsWith(`${room}/`));
  return inside.some((file) => (code.endsWith('/') ? file.includes(`/${code}`) : file.endsWith(`/${code}`)));
}

describe('the documents', () => {
  test('are there, one for each room', () => {
    const rooms = ['', 'electron/', 'electron/bridge/', 'electron/shell/', 'electron/storage/', 'electron/messenger/'];
    const expected = [...rooms, 'renderer/', 'switch/', 'e2e/', 'build/', 'assets/'].map((room) => `${room}README.md`);
    const more = [
      'ARCHITECTURE.md',
      'SECURITY.md',
      'CHANGELOG.md',
      '.github/CONTRIBUTING.md',
      'electron/messenger/WIRE.md',
    ];
    expect(documents).toEqual(expect.arrayContaining([...expected, ...more]));
  });

  test('link to what exists', () => {
    const broken = documents.flatMap((document) => {
      const links = [...withoutBlocks(textOf(document)).matchAll(/\]\(([^)\s]+)\)/g)].map(([, link = '']) => link);
      return links
        .filter((link) => !/^[a-z]+:/.test(link))
        .filter((link) => {
          const [path = '', anchor] = link.split('#');
          const target = path === '' ? document : posix.join(posix.dirname(document), path);
          if (!existsSync(join(ROOT, target))) return true;
          return anchor !== undefined && !anchorsOf(textOf(target)).has(anchor);
        })
        .map((link) => `${document}: ${link}`);
    });
    expect(broken).toEqual([]);
  });

  test('name files and folders that exist', () => {
    const missing = documents.flatMap((document) => {
      return codeIn(textOf(document))
        .filter((code) => (FILE.test(code) || FOLDER.test(code)) && !FOREIGN.test(code))
        .filter((code) => !isThere(document, code))
        .map((code) => `${document}: ${code}`);
    });
    expect(missing).toEqual([]);
  });
});

describe('the README', () => {
  const readme = textOf('README.md').replace(/\s+/g, ' ');

  test('shows pictures that the end-to-end run takes and compares each time, and no others', () => {
    const shown = [...readme.matchAll(/!\[[^\]]+\]\(([^)]+)\)/g)].map(([, picture = '']) => picture);
    const always = COMPARED.flatMap(([look, , names]) => names.map((name) => `e2e/references/${name}-${look}.png`));
    expect(shown.length).toBeGreaterThan(0);
    expect(shown.filter((picture) => !always.includes(picture))).toEqual([]);
  });

  test('says what is possible without any seed, and so does the connection check', () => {
    expect(readme).toContain(
      'Without any seed two homes meet only on one LAN, over IPv6, or if one of them has a mapped or public port.',
    );
    // The same for somebody who knows none of these words.
    expect(textOf('renderer/locales/en/connection.ts')).toContain(
      'Without one you and somebody elsewhere meet only on the same network, over IPv6, or if one of you has an open port.',
    );
  });
});

describe('the commands in them', () => {
  const { scripts } = JSON.parse(textOf('package.json')) as { scripts: Readonly<Record<string, string>> };
  const parts = [...textOf('build/test.mjs').matchAll(/^ {2}(?:'([\w-]+)'|(\w+))(?=[:,].*$)/gm)];

  test('are found at all', () => {
    expect(all.length).toBeGreaterThan(30);
    expect(parts.map(([, quoted, plain]) => quoted ?? plain)).toEqual(expect.arrayContaining(['unit', 'rooms', 'e2e']));
  });

  test('are scripts of package.json, with parts that npm test has', () => {
    const wrong = all.filter(({ command }) => {
      const words = command.split(' ').filter((word) => word !== '--silent');
      if (words[0] !== 'npm') return false;
      const script = words[1] === 'run' ? words[2] : words[1];
      if (script === undefined || scripts[script] === undefined) return true;
      const asked = script === 'test' && words.includes('--') ? words.slice(words.indexOf('--') + 1) : [];
      const known = new Set(parts.map(([, quoted, plain]) => quoted ?? plain));
      return asked.some((part) => /^[a-z]/.test(part) && !known.has(part));
    });
    expect(wrong).toEqual([]);
  });

  test('name files that exist', () => {
    const wrong = all.filter(({ command }) => {
      const words = command.split(' ').filter((word) => /^(?:build|e2e|electron|renderer|switch)\//.test(word));
      return words.some((word) => !existsSync(join(ROOT, word)) && !startsFile(word));
    });
    expect(wrong).toEqual([]);
  });

  test('every script of package.json is in some document', () => {
    const told = new Set(all.map(({ command }) => /npm (?:run (?:--silent )?)?([\w:]+)/.exec(command)?.[1]));
    expect(Object.keys(scripts).filter((name) => !told.has(name) && name !== 'prepare')).toEqual([]);
  });

  // The cheap ones are run; the tests themselves, the app and the packages are run by npm test and the workflows.
  test.each(['node', 'seed', 'messenger'])(
    'npm run --silent %s -- --help says how it is used',
    PROGRAM,
    async (name) => {
      expect(all.some(({ command }) => command.startsWith(`npm run --silent ${name}`))).toBe(true);
      const [program = '', ...args] = (scripts[name] ?? '').split(' ');
      expect(program).toBe('node');
      const { stdout } = await run(process.execPath, [...args, '--help'], { cwd: ROOT });
      expect(stdout).toContain('--');
    },
  );
});

/** vitest takes the beginning of a file's name. */
function startsFile(word: string): boolean {
  const folder = dirname(word);
  if (!existsSync(join(ROOT, folder)) || !statSync(join(ROOT, folder)).isDirectory()) return false;
  return readdirSync(join(ROOT, folder)).some((name) => name.startsWith(relative(folder, word)));
}

describe("Electron's checklist in SECURITY.md", () => {
  const rows = [...textOf('SECURITY.md').matchAll(/^\| (\d+) ([^|]+) \| (.+) \|$/gm)];

  test('has all twenty items', () => {
    expect(rows.map(([, number]) => Number(number))).toEqual(Array.from({ length: 20 }, (_, index) => index + 1));
  });

  test.each(rows.map(([, number, item, kept]) => [`${number} ${item}`, kept ?? ''] as const))(
    '%s: what keeps it is in a file that is named',
    (_item, kept) => {
      const codes = codeIn(kept);
      const named = codes.filter((code) => FILE.test(code));
      const sources = named.map(textOf).join('\n');
      expect(named.length).toBeGreaterThan(0);
      for (const name of codes.filter((code) => !FILE.test(code) && !FOLDER.test(code)))
        expect(sources).toContain(name);
    },
  );

  test('only what the list names opens anything outside', () => {
    const sources = filesUnder('electron').filter((file) => /(?<!\.test)\.tsx?$/.test(file));
    expect(sources.filter((file) => /\.openExternal\(/.test(textOf(file))).sort()).toEqual([
      'electron/shell/desktop/open-desktop.ts',
      'electron/shell/outside/system.ts',
    ]);
  });

  test('no Blink feature is switched on anywhere', () => {
    const sources = filesUnder('electron').filter((file) => /\.tsx?$/.test(file));
    expect(sources.filter((file) => /blink-?features/i.test(textOf(file)))).toEqual([]);
  });
});
