/** Work that is done sooner than this needs no sign of life (issue 2: progress for what takes longer than 2 s). */
const QUICK_MS = 2_000;

/** How often a line that can't be overwritten (a log file, CI) says that work goes on. */
const LOG_PROGRESS_MS = 10_000;

/**
 * Something went wrong that the person at the keyboard can do something about.
 * `message` says what happened, `advice` what to do; anything else that is thrown here is a bug of ours.
 */
export class Problem extends Error {
  /**
   * @param {string} message
   * @param {string} advice
   */
  constructor(message, advice) {
    super(message);
    this.advice = advice;
  }
}

/** `--print` and `npm run node` keep stdout for their own lines, so all of ours go to stderr. */
let isSilent = false;

/** Turns everything but problems off, for commands whose output another program reads. */
export function beSilent() {
  isSilent = true;
}

/** @param {string} text */
export function say(text) {
  if (!isSilent) process.stderr.write(`${text}\n`);
}

/**
 * Runs `work` and, once it takes longer than two seconds, shows that it goes on and how long it took.
 *
 * @template T
 * @param {string} label what is being done, as in "Installing the npm packages"
 * @param {(update: (detail: string) => void) => Promise<T>} work may tell how far it is by calling `update`
 * @returns {Promise<T>}
 */
export async function withProgress(label, work) {
  const startedAtMs = Date.now();
  const isTerminal = process.stderr.isTTY === true;
  let detail = '';
  let saidAtMs = 0;
  const show = () => {
    const elapsedMs = Date.now() - startedAtMs;
    if (isSilent || elapsedMs < QUICK_MS) return;
    const line = `  ${label}: ${Math.round(elapsedMs / 1000)} s${detail === '' ? '' : `, ${detail}`}`;
    if (isTerminal) process.stderr.write(`\r\u001b[2K${line}`);
    else if (Date.now() - saidAtMs >= LOG_PROGRESS_MS) {
      saidAtMs = Date.now();
      say(line);
    }
  };
  const timer = setInterval(show, 500);
  try {
    return await work((text) => {
      detail = text;
    });
  } finally {
    clearInterval(timer);
    if (isTerminal && !isSilent && Date.now() - startedAtMs >= QUICK_MS) process.stderr.write('\r\u001b[2K');
  }
}

/**
 * Runs a command's main function: a `Problem` becomes two sentences and exit code 1, a bug keeps its stack.
 *
 * @param {() => Promise<number | undefined | void>} main answers the exit code, 0 when it answers nothing
 */
export async function runMain(main) {
  try {
    process.exitCode = (await main()) ?? 0;
  } catch (error) {
    process.exitCode = 1;
    if (error instanceof Problem) process.stderr.write(`\n${error.message}\n${error.advice}\n`);
    else process.stderr.write(`\n${error instanceof Error ? error.stack : String(error)}\n`);
  }
}
