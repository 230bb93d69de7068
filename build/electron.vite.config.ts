import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'electron-vite';
import type { Plugin } from 'vite';
import { noteShippedPackages } from './shipped-packages.ts';

/**
 * Three bundles: main, preload, renderer. Run from the root of the checkout (build/bundle.mjs does).
 *
 * All that is not native is bundled, so only @signalapp/sqlcipher is in `dependencies` and stays outside. Main and
 * preload are CommonJS for Node 18 and the pages for Chrome 114, because the fallback runtime is Electron 25; sandboxed
 * preloads stay CommonJS whatever comes.
 */
const { version } = JSON.parse(readFileSync('package.json', 'utf8')) as { version: string };

/** Notes for build/licences.mjs. */
const SHIPPED = resolve('out/shipped');

const define = { __APP_VERSION__: JSON.stringify(version) };

const commonJs = {
  format: 'cjs',
  entryFileNames: '[name].cjs',
  chunkFileNames: 'chunks/[name]-[hash].cjs',
} as const;

/**
 * The database driver as what it is under `require`. Sources import it as an ES module, whose default is the class;
 * its CommonJS half keeps the class in `.default`, which the bundler would not look into for a package of type "module".
 */
const databaseDriver = {
  name: 'database-driver',
  enforce: 'pre',
  resolveId: (id: string, importer: string | undefined) => {
    if (id !== '@signalapp/sqlcipher') return null;
    return importer === '\0database-driver' ? { id, external: true } : '\0database-driver';
  },
  load: (id: string) =>
    id === '\0database-driver'
      ? `const driver = require('@signalapp/sqlcipher'); export default driver.default; export const Database = driver.Database; export const setLogger = driver.setLogger;`
      : null,
} as const;

/**
 * The package's table of letters that look alike as text to parse, in ASCII: as source it took longer to read at each start, and made
 * every character of the program around it two bytes.
 */
const lookAlikes = {
  name: 'look-alikes',
  enforce: 'pre',
  resolveId: (id: string) => (id === 'unhomoglyph/data.json' ? '\0look-alikes' : null),
  load(id: string) {
    if (id !== '\0look-alikes') return null;
    const table = JSON.stringify(JSON.parse(readFileSync('node_modules/unhomoglyph/data.json', 'utf8')));
    return `export default JSON.parse(${JSON.stringify(inAscii(table))});`;
  },
} as const;

/** The same text to whoever reads JSON or JavaScript. */
const inAscii = (text: string): string =>
  text.replace(/[^\t\n\r -~]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`);

/**
 * Bundles of the main process in ASCII, as electron/code-cache.ts reads them. With one other character in it, V8 would keep all of a
 * bundle in two bytes a character.
 */
const asciiOnly: Plugin = {
  name: 'ascii-only',
  generateBundle(_options, bundle) {
    for (const file of Object.values(bundle)) if (file.type === 'chunk') file.code = inAscii(file.code);
  },
};

/** Of the package's table of emoji only what the picker reads (renderer/features/emoji/emoji-data.ts): a third of its bytes. */
const emojiWords = {
  name: 'emoji-words',
  enforce: 'pre',
  transform(code: string, id: string) {
    if (!/[\\/]emojibase-data[\\/]\w+[\\/]data\.json$/.test(id)) return null;
    const entries: readonly Record<string, unknown>[] = JSON.parse(code);
    const used = entries
      .filter((entry) => entry.group !== undefined)
      .map(({ emoji, label, tags, group, order, version }) => ({ emoji, label, tags, group, order, version }));
    return { code: JSON.stringify(used), map: null };
  },
} as const;

/**
 * The window is painted from the document alone: what it looks like at first is in it, and its script does not hold it up. The policy
 * allows these very styles, by their hash (electron/shell/pages.ts).
 */
const paintedAtOnce: Plugin = {
  name: 'painted-at-once',
  transformIndexHtml: {
    order: 'post',
    handler: (html, { bundle, path }) => {
      if (path !== '/index.html' || bundle === undefined) return html;
      const [link = '', file = ''] = /<link rel="stylesheet"[^>]*href="\.\/([^"]+)">/.exec(html) ?? [];
      const styles = bundle[file];
      if (styles?.type !== 'asset') throw new Error('The page has no styles of its own.');
      delete bundle[file];
      return html.replace(link, () => `<style>${String(styles.source)}</style>`).replace('<script ', '<script async ');
    },
  },
};

/** The rest of the page is fetched, and its styles with it, while the first frame is painted (renderer/start.ts). */
const fetchedAhead: Plugin = {
  name: 'fetched-ahead',
  transformIndexHtml: {
    order: 'post',
    handler: (_html, { bundle, path }) => {
      if (path !== '/index.html') return [];
      const chunks = Object.values(bundle ?? {}).filter((file) => file.type === 'chunk');
      const main = chunks.find(({ facadeModuleId }) => facadeModuleId === resolve('renderer/main.tsx'));
      if (main === undefined) throw new Error('The page has no chunk of main.tsx.');
      const injectTo = 'head' as const; // after what says how the document is written
      const scripts = [main.fileName, ...main.imports];
      const styles = main.viteMetadata?.importedCss ?? new Set<string>();
      return [
        ...scripts.map((file) => ({
          tag: 'link',
          injectTo,
          attrs: { rel: 'modulepreload', crossorigin: true, href: `./${file}` },
        })),
        ...[...styles].map((file) => ({
          tag: 'link',
          injectTo,
          attrs: { rel: 'preload', as: 'style', crossorigin: true, href: `./${file}` },
        })),
      ];
    },
  },
};

export default defineConfig({
  main: {
    define,
    plugins: [databaseDriver, lookAlikes, asciiOnly, noteShippedPackages(SHIPPED, 'main')],
    build: {
      outDir: resolve('out/main'),
      target: 'node18',
      // Stack traces in the log, and coverage by NODE_V8_COVERAGE, name our own lines.
      sourcemap: true,
      externalizeDeps: { exclude: ['@signalapp/sqlcipher'] },
      rolldownOptions: {
        input: { main: resolve('electron/main.ts'), 'storage-worker': resolve('electron/storage/worker.ts') },
        output: commonJs,
      },
    },
  },
  preload: {
    define,
    plugins: [noteShippedPackages(SHIPPED, 'preload')],
    build: {
      outDir: resolve('out/preload'),
      target: 'node18',
      // A sandboxed preload is one file: it can't require a chunk it shares with the other, nor a package.
      externalizeDeps: false,
      isolatedEntries: true,
      rolldownOptions: {
        input: {
          preload: resolve('electron/bridge/preload.ts'),
          'image-preload': resolve('electron/shell/image-preload.ts'),
        },
        output: commonJs,
      },
    },
  },
  renderer: {
    define,
    root: resolve('renderer'),
    // The pages are served from a scheme of our own, so they find their files beside themselves.
    base: './',
    plugins: [react(), emojiWords, paintedAtOnce, fetchedAhead, noteShippedPackages(SHIPPED, 'renderer')],
    build: {
      outDir: resolve('out/renderer'),
      target: 'chrome114',
      minify: true,
      // The content security policy has no place for fonts or scripts in data: URLs.
      assetsInlineLimit: 0,
      rolldownOptions: {
        input: { index: resolve('renderer/index.html'), 'image-worker': resolve('renderer/image-worker.html') },
      },
    },
  },
});
