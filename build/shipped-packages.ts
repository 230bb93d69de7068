import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Plugin } from 'vite';

/** The npm package of a module, by the last node_modules in its path. */
const PACKAGE = /.*node_modules\/((?:@[^/]+\/)?[^/]+)\//;

/**
 * Notes which npm packages went into a bundle, in `folder`/`bundle`.json: licences.mjs writes their licences into the app. Only what
 * the bundler really took counts, not what happens to be installed.
 */
export function noteShippedPackages(folder: string, bundle: string): Plugin {
  return {
    name: 'note-shipped-packages',
    generateBundle(_options, output) {
      const modules = Object.values(output).flatMap((file) => (file.type === 'chunk' ? file.moduleIds : []));
      const names = modules.map((id) => PACKAGE.exec(id.replaceAll('\\', '/'))?.[1]);
      const packages = [...new Set(names.filter((name) => name !== undefined))].sort();
      mkdirSync(folder, { recursive: true });
      writeFileSync(join(folder, `${bundle}.json`), `${JSON.stringify(packages)}\n`);
    },
  };
}
