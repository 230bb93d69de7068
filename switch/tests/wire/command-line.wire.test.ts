import { spawnSync } from 'node:child_process';
import { expect, test } from 'vitest';
import { startListener } from './pair.ts';
import { programArgs } from './programs.ts';

/** Runs it with nothing on stdin, to the end. */
function run(...args: string[]) {
  const { status, stdout } = spawnSync(process.execPath, [...programArgs('ours'), ...args], {
    input: '',
    encoding: 'utf8',
  });
  return { status, stdout };
}

test('a taken port is told in words', async () => {
  const { port } = await startListener('ours');
  const { status, stdout } = run('--port', String(port));
  expect(status).toBe(1);
  expect(JSON.parse(stdout).message).toBe(`UDP 127.0.0.1:${port} is in use by another program (EADDRINUSE).`);
});

test('options that do harm are refused without --test', () => {
  const { status, stdout } = run('--loss', '0.5');
  expect(status).toBe(1);
  expect(JSON.parse(stdout).message).toBe('--loss: only with --test');
});

test('an unknown option is named', () => {
  expect(JSON.parse(run('--nonsense').stdout).message).toContain("'--nonsense'");
});

test('--help says what there is', () => {
  expect(run('--help')).toMatchObject({ status: 0, stdout: expect.stringContaining('--any-network') });
});

test('commands that cannot be done are answered, and it goes on', async () => {
  const node = await startListener('ours');
  const stranger = 'a'.repeat(64);
  await expect(node.ask({ do: 'nonsense' })).rejects.toThrow('no such command: nonsense');
  await expect(node.ask({ do: 'thtp', to: 'nobody', path: '/' })).rejects.toThrow('not a hashname to reach');
  await expect(node.ask({ do: 'thtp', to: stranger })).rejects.toThrow('"path" is missing');
  await expect(node.ask({ do: 'serve', path: '/', size: -1 })).rejects.toThrow('"size"');
  await node.ask({ do: 'seek', hashname: stranger });
  expect(await node.until('seek')).toMatchObject({ hashname: stranger, found: false, closest: [] });
  await expect(node.ask({ do: 'link', to: stranger })).rejects.toThrow('not a hashname to reach');
  await expect(node.ask({ do: 'faults', loss: 1 })).rejects.toThrow('only with --test');
  await expect(node.ask({ do: 'datagram', ip: '127.0.0.1', port: 1, hex: '00' })).rejects.toThrow('only with --test');
  await expect(node.ask({ do: 'start', to: stranger, type: '_chat' })).rejects.toThrow('not a hashname to reach');
  await expect(node.ask({ do: 'start', to: 'nobody', type: '_chat' })).rejects.toThrow('not a hashname to reach');
  await expect(node.ask({ do: 'addSeed', seed: { parts: { '2a': 'x' } } })).rejects.toThrow('seed refused');
  expect(await node.ask({ do: 'links' })).toMatchObject({ links: [] });
  expect(await node.ask({ do: 'lines' })).toMatchObject({ lines: [] });
  expect(await node.ask({ do: 'stats' })).toMatchObject({ stats: { sent: 0, received: 0, blocked: 0 } });
});
