import { posix } from 'node:path';
import { parseSync } from 'vite';

/** One import as it stands in a file. */
export interface Import {
  readonly specifier: string;
  /** Disappears when the file is compiled: `import type` and `export type`. */
  readonly isTypeOnly: boolean;
}

/** Imports that no syntax tree lists as such: `import('x')` in a type or an expression, `require`, a worker's URL. */
const CALLS =
  /\b(?:import|require)\s*\(\s*(['"`])(?<called>[^'"`]+)\1|new URL\(\s*(['"`])(?<url>\.[^'"`]*)\3\s*,\s*import\.meta\.url/g;

/** Every import of one file, whatever its form. A file that can't be parsed throws: nothing may slip through unread. */
export function importsOf(file: string, source: string): readonly Import[] {
  const { module, comments, errors } = parseSync(file, source);
  if (errors.length > 0) throw new Error(`${file} can't be parsed: ${errors[0]?.message}`);
  const found: Import[] = [];
  for (const { start, end, moduleRequest } of module.staticImports) {
    found.push({ specifier: moduleRequest.value, isTypeOnly: /^import\s+type\b/.test(source.slice(start, end)) });
  }
  for (const { start, end, entries } of module.staticExports) {
    const specifier = entries.find((entry) => entry.moduleRequest !== null)?.moduleRequest?.value;
    if (specifier === undefined) continue;
    found.push({ specifier, isTypeOnly: /^export\s+type\b/.test(source.slice(start, end)) });
  }
  const code = withoutComments(source, comments);
  for (const { groups } of code.matchAll(CALLS)) {
    const specifier = groups?.called ?? groups?.url;
    if (specifier !== undefined) found.push({ specifier, isTypeOnly: false });
  }
  return found;
}

/** The file that a relative specifier names, as a path from the root; nothing for a package. */
export function targetOf(file: string, specifier: string): string | undefined {
  if (!specifier.startsWith('.')) return undefined;
  return posix.join(posix.dirname(file), specifier.replace(/\?.*$/, ''));
}

/** "@scope/name/deep.js" is in package "@scope/name". */
export function packageOf(specifier: string): string {
  return specifier.split('/', specifier.startsWith('@') ? 2 : 1).join('/');
}

function withoutComments(source: string, comments: readonly { start: number; end: number }[]): string {
  let code = source;
  for (const { start, end } of comments) code = code.slice(0, start) + ' '.repeat(end - start) + code.slice(end);
  return code;
}
