import './node-version.mjs';
import { existsSync } from 'node:fs';
import { mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { OUT, ROOT } from './places.mjs';
import { runCommand } from './run-command.mjs';
import { Problem, runMain } from './terminal.mjs';

/** What `import { Switch } from 'hashline/switch'` finds: package.json's "exports" names it. */
const LIBRARY = join(OUT, 'switch');
const ENTRY = join(ROOT, 'switch', 'node-api', 'index.ts');

/**
 * Bundles the switch for programs, with its types. npm runs this before it packs this package, after it has installed what
 * it needs here, and when another one installs this folder.
 *
 * @param {string} folder
 */
export async function buildLibrary(folder = LIBRARY) {
  // Beside it and moved there whole, so that no program ever finds half of it.
  const draft = `${folder}.${process.pid}.draft`;
  await rm(draft, { recursive: true, force: true });
  try {
    await Promise.all([bundle(draft), declare(join(draft, 'types'))]);
    await rm(folder, { recursive: true, force: true });
    await rename(draft, folder);
  } finally {
    await rm(draft, { recursive: true, force: true });
  }
}

/** One file of JavaScript, which imports nothing but Node. */
async function bundle(/** @type {string} */ outDir) {
  const { build } = await import('vite');
  await build({
    configFile: false,
    root: ROOT,
    logLevel: 'error',
    ssr: { noExternal: true },
    build: {
      ssr: ENTRY,
      outDir,
      emptyOutDir: false,
      target: 'node20',
      minify: false,
      rolldownOptions: { output: { entryFileNames: 'index.js' } },
    },
  });
}

/** The types of every file that the entry reaches. */
async function declare(/** @type {string} */ outDir) {
  await mkdir(outDir, { recursive: true });
  const config = join(outDir, 'tsconfig.json');
  const compilerOptions = {
    lib: ['ES2022', 'ESNext.Disposable'],
    noEmit: false,
    declaration: true,
    emitDeclarationOnly: true,
    rootDir: join(ROOT, 'switch'),
    outDir,
    typeRoots: [join(ROOT, 'node_modules', '@types')],
  };
  const text = JSON.stringify({ extends: join(ROOT, 'tsconfig.json'), compilerOptions, include: [], files: [ENTRY] });
  await writeFile(config, text);
  const { status, output } = await runCommand(
    process.execPath,
    [join('node_modules', 'typescript', 'bin', 'tsc'), '-p', config],
    { cwd: ROOT },
  );
  await rm(config);
  // Types are checked by the tests: here a mistake somewhere must not keep anybody from installing.
  if (status !== 0 && !existsSync(join(outDir, 'node-api', 'index.d.ts')))
    throw new Problem(`The types of the switch could not be written:\n${output.trim()}`, 'Fix what it names.');
  await nameJavaScript(outDir);
}

/** Sources import `./x.ts`; a reader of types looks for what stands beside `./x.js`. */
async function nameJavaScript(/** @type {string} */ folder) {
  for (const name of await readdir(folder, { recursive: true })) {
    if (!name.endsWith('.d.ts')) continue;
    const file = join(folder, name);
    const text = await readFile(file, 'utf8');
    await writeFile(file, text.replace(/((?:from |import\()['"]\.[^'"]*)\.ts(['"])/g, '$1.js$2'));
  }
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  await runMain(async () => {
    // Without the tools for it (`npm install --omit=dev`) nobody here can build it, and nobody asked for it.
    if (existsSync(join(ROOT, 'node_modules', 'vite')) && existsSync(join(ROOT, 'node_modules', 'typescript')))
      await buildLibrary();
  });
}
