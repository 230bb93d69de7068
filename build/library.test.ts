import { execFile } from 'node:child_process';
import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { buildLibrary } from './library.mjs';
import { ROOT } from './places.mjs';

const run = promisify(execFile);

/** A folder of somebody's program, with this package installed as `npm pack` would have it. */
let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'hashline-library-'));
  const installed = join(folder, 'node_modules', 'hashline');
  await mkdir(join(installed, 'out'), { recursive: true });
  await cp(join(ROOT, 'package.json'), join(installed, 'package.json'));
  await buildLibrary(join(installed, 'out', 'switch'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

test("the README's program does what it says", async () => {
  const readme = await readFile(join(ROOT, 'switch', 'README.md'), 'utf8');
  const program = /```js\n(import \{ Switch \}[\s\S]*?)```/.exec(readme)?.[1] ?? '';
  await writeFile(join(folder, 'program.mjs'), program);
  const { stdout } = await run(process.execPath, ['program.mjs'], { cwd: folder });
  expect(stdout.split('\n')).toEqual(['request 3', 'thtp /page for bob', 'stream over a Node stream', '']);
});

test.each(['nodenext', 'bundler'])('its types are found, and say what is wrong, with %s', async (resolution) => {
  const types = join(ROOT, 'node_modules', '@types');
  const module = resolution === 'bundler' ? 'esnext' : 'nodenext';
  const compilerOptions = { module, moduleResolution: resolution, types: ['node'], typeRoots: [types] };
  const lib = ['es2023', 'esnext.disposable'];
  const config = { compilerOptions: { ...compilerOptions, lib, strict: true, noEmit: true }, files: ['typed.mts'] };
  await writeFile(join(folder, 'tsconfig.json'), JSON.stringify(config));
  await writeFile(
    join(folder, 'typed.mts'),
    `import { Switch, type PeerStatus } from 'hashline/switch';
     const sw = await Switch.create({ seeding: true });
     for await (const channel of sw.channels('_chat')) for await (const { json, body } of channel) console.log(json, body.length);
     const status: PeerStatus = await sw.once('status', { timeoutMs: 1 });
     const wrong: string = sw.links();`,
  );
  const tsc = join(ROOT, 'node_modules', 'typescript', 'bin', 'tsc');
  const checked = run(process.execPath, [tsc, '-p', folder], { cwd: folder });
  const { stdout } = await checked.catch((error: { stdout: string }) => error);
  expect(stdout.trim().split('\n')).toEqual([expect.stringMatching(/typed\.mts\(5,12\): error TS2322/)]);
});
