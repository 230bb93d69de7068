import { spawn } from 'node:child_process';

/**
 * @typedef {object} CommandResult
 * @property {number} status exit code; 1 when a signal ended it, 127 when it could not be started
 * @property {string} output what it wrote to stdout, and to stderr unless that was kept apart
 * @property {boolean} timedOut
 */

/** Last characters of an output worth showing when a command failed. */
export const OUTPUT_TAIL_CHARS = 2_000;

/**
 * Runs one command to its end. Never throws for a command that fails: look at `status`.
 *
 * @param {string} command
 * @param {readonly string[]} args
 * @param {object} [options]
 * @param {string} [options.cwd]
 * @param {Record<string, string | undefined>} [options.env] added to ours
 * @param {number} [options.timeoutMs] ended with SIGKILL after this long
 * @param {'collect' | 'show'} [options.output] kept and returned (the default), or passed through to the terminal
 * @param {boolean} [options.stdoutOnly] leave stderr out of what is collected
 * @returns {Promise<CommandResult>}
 */
export function runCommand(command, args, options = {}) {
  const { cwd, env, timeoutMs, output = 'collect', stdoutOnly = false } = options;
  return new Promise((resolve) => {
    // npm and npx are .cmd files on Windows, which only a shell starts.
    const shell = process.platform === 'win32' && /^np[mx]$/.test(command);
    const child = spawn(command, args, {
      cwd,
      shell,
      env: { ...process.env, ...env },
      stdio: output === 'show' ? 'inherit' : ['ignore', 'pipe', 'pipe'],
    });
    let collected = '';
    let timedOut = false;
    const collect = (/** @type {Buffer} */ chunk) => {
      collected += chunk.toString('utf8');
    };
    child.stdout?.on('data', collect);
    if (!stdoutOnly) child.stderr?.on('data', collect);
    const timer =
      timeoutMs === undefined
        ? undefined
        : setTimeout(() => {
            timedOut = true;
            child.kill('SIGKILL');
          }, timeoutMs);
    const settle = (/** @type {number} */ status) => {
      clearTimeout(timer);
      resolve({ status, output: collected, timedOut });
    };
    child.once('error', (error) => {
      collected += error.message;
      settle(127);
    });
    child.once('close', (code) => settle(code ?? 1));
  });
}

/** Whether a program of this name can be started from here. @param {string} name */
export async function hasCommand(name) {
  const { status } = await runCommand(process.platform === 'win32' ? 'where' : 'which', [name]);
  return status === 0;
}
