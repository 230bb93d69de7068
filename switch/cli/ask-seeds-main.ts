import { readFile } from 'node:fs/promises';
import { isJsonObject, type JsonValue } from '../index.ts';
import { SwitchError } from '../node-api/errors.ts';
import { askSeeds } from './ask-seeds.ts';

/** Three tries of an open, each with its round trip, for a seed that wakes up late. */
const ANSWER_TIMEOUT_MS = 20_000;
/** Of a hashname, so that an entry can be found in its file. */
const NAME_CHARS = 12;

// `node build/check-seeds.mjs FILE`: exit code 0 if at least one seed of the list answers.
const [file = 'assets/seeds.json'] = process.argv.slice(2);
try {
  const seeds: JsonValue = JSON.parse(await readFile(file, 'utf8'));
  const answers = isJsonObject(seeds) && Object.keys(seeds).length > 0 ? await askSeeds(seeds, ANSWER_TIMEOUT_MS) : [];
  for (const { hashname, answers: isThere } of answers)
    say(`${hashname.slice(0, NAME_CHARS)}: ${isThere ? 'answers' : 'silent'}`);
  const count = answers.filter((each) => each.answers).length;
  say(answers.length === 0 ? `${file} names no seed` : `${count} of ${answers.length} seeds answer`);
  process.exitCode = count > 0 ? 0 : 1;
} catch (error) {
  if (!(error instanceof SwitchError || error instanceof SyntaxError || isSystemError(error))) throw error;
  say(`${file}: ${error.message}`);
  process.exitCode = 1;
}

function isSystemError(error: unknown): error is NodeJS.ErrnoException {
  return error instanceof Error && 'syscall' in error;
}

function say(text: string): void {
  process.stdout.write(`${text}\n`);
}
