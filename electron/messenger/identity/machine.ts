import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { promisify } from 'node:util';

const run = promisify(execFile);
/** Longest a helper program of the system may take. */
const ASK_MS_MAX = 5_000;

/**
 * What names this machine and no other, hashed, so that it says nothing to who reads it; undefined where the system has no
 * such name. By it a copied data folder is recognised (app-protocol.md "People, devices, logs").
 */
export async function machineName(): Promise<string | undefined> {
  const name = await systemName().catch(() => undefined);
  if (name === undefined || name === '') return undefined;
  return createHash('sha256').update(`hashline/machine/1\n${name}`).digest('hex');
}

async function systemName(): Promise<string | undefined> {
  if (process.platform === 'linux') return (await readFile('/etc/machine-id', 'utf8')).trim();
  if (process.platform === 'darwin') {
    const { stdout } = await run('ioreg', ['-rd1', '-c', 'IOPlatformExpertDevice'], { timeout: ASK_MS_MAX });
    return /"IOPlatformUUID" = "([^"]+)"/.exec(stdout)?.[1];
  }
  if (process.platform !== 'win32') return undefined;
  const key = 'HKLM\\SOFTWARE\\Microsoft\\Cryptography';
  const { stdout } = await run('reg', ['query', key, '/v', 'MachineGuid'], { timeout: ASK_MS_MAX });
  return /MachineGuid\s+REG_SZ\s+(\S+)/.exec(stdout)?.[1];
}
