import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startNodeVia } from '../wire/node-process.ts';
import { expectEcho } from '../wire/pair.ts';

const run = promisify(execFile);

/** Three namespaces: at home, the home router, outside. Not of natlab's prefix, which it clears. */
const PREFIX = 'hashline-map-';
const [HOME, ROUTER, OUTSIDE] = ['home', 'router', 'outside'].map((name) => PREFIX + name) as [string, string, string];
const PORT = 4_000;
/** The router's address outside: one that its daemon takes for a public one. No datagram leaves the machine. */
const ROUTER_IP = '5.6.7.8';

/** A home router's firewall: nothing comes in but answers, and what the daemon adds to the empty chains. */
const RULES = `table inet miniupnpd {
  chain forward { type filter hook forward priority 0; policy drop; ct state established,related accept; iifname "lan" accept; jump miniupnpd; }
  chain miniupnpd { }
  chain prerouting { type nat hook prerouting priority -100; jump prerouting_miniupnpd; }
  chain prerouting_miniupnpd { }
  chain postrouting { type nat hook postrouting priority 100; jump postrouting_miniupnpd; oifname "wan" masquerade; }
  chain postrouting_miniupnpd { }
}
`;

const CONFIG = `ext_ifname=wan
listening_ip=lan
enable_natpmp=yes
enable_upnp=no
secure_mode=yes
upnp_table_name=miniupnpd
upnp_nat_table_name=miniupnpd
upnp_forward_chain=miniupnpd
upnp_nat_chain=prerouting_miniupnpd
upnp_nat_postrouting_chain=postrouting_miniupnpd
allow 1024-65535 192.168.77.0/24 1024-65535
deny 0-65535 0.0.0.0/0 0-65535
`;

let folder = '';
let daemon: ChildProcess | undefined;

const ip = (line: string) => run('ip', line.split(' '));
const inside = (namespace: string, ...command: readonly string[]) =>
  run('ip', ['netns', 'exec', namespace, ...command]);

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'hashline-mapping-'));
  for (const namespace of [HOME, ROUTER, OUTSIDE]) {
    await ip(`netns del ${namespace}`).catch(() => undefined); // what an earlier run left
    await ip(`netns add ${namespace}`);
    await ip(`-n ${namespace} link set lo up`);
  }
  await ip(`link add lan netns ${ROUTER} type veth peer name eth0 netns ${HOME}`);
  await ip(`link add wan netns ${ROUTER} type veth peer name eth0 netns ${OUTSIDE}`);
  for (const [namespace, device, address] of [
    [ROUTER, 'lan', '192.168.77.1/24'],
    [ROUTER, 'wan', `${ROUTER_IP}/24`],
    [HOME, 'eth0', '192.168.77.10/24'],
    [OUTSIDE, 'eth0', '5.6.7.9/24'],
  ]) {
    await ip(`-n ${namespace} addr add ${address} dev ${device}`);
    await ip(`-n ${namespace} link set ${device} up`);
  }
  await ip(`-n ${HOME} route add default via 192.168.77.1`);
  await inside(ROUTER, 'sysctl', '-qw', 'net.ipv4.ip_forward=1');
  await writeFile(join(folder, 'rules'), RULES);
  await writeFile(join(folder, 'config'), CONFIG);
  await inside(ROUTER, 'nft', '-f', join(folder, 'rules'));
  const args = ['-d', '-f', join(folder, 'config'), '-P', join(folder, 'pid')];
  daemon = spawn('ip', ['netns', 'exec', ROUTER, 'miniupnpd', ...args], { stdio: ['ignore', 'ignore', 'pipe'] });
  await new Promise<void>((resolve) => {
    daemon?.stderr?.on('data', (text) => String(text).includes('Listening for NAT-PMP/PCP') && resolve());
    daemon?.once('exit', () => resolve());
  });
  expect(daemon.exitCode).toBeNull();
});

afterAll(async () => {
  daemon?.kill();
  for (const namespace of [HOME, ROUTER, OUTSIDE]) await ip(`netns del ${namespace}`);
  await rm(folder, { recursive: true });
});

async function mappings(): Promise<string> {
  const { stdout } = await inside(ROUTER, 'nft', 'list', 'chain', 'inet', 'miniupnpd', 'prerouting_miniupnpd');
  return stdout;
}

const startIn = (namespace: string, ...args: readonly string[]) =>
  startNodeVia(['ip', 'netns', 'exec', namespace], 'ours', '--ip', '0.0.0.0', '--any-network', ...args);

test('somebody outside reaches a node at home through its router, until that node ends', async () => {
  const home = await startIn(HOME, '--port', String(PORT), '--map');
  await home.ask({ do: 'listen', type: '_echo', mode: 'echo' });
  await home.until('log', ({ text }) => text === 'port mapping: by PCP');
  expect(await mappings()).toContain(`dnat ip to 192.168.77.10:${PORT}`);

  const outside = await startIn(OUTSIDE);
  const seed = JSON.parse(JSON.stringify(home.seed).replaceAll('192.168.77.10', ROUTER_IP));
  await outside.ask({ do: 'addSeed', seed });
  await expectEcho(outside, home, { from: 'outside' });
  const { lines } = await outside.ask({ do: 'lines' });
  expect(lines).toMatchObject([{ hashname: home.hashname, path: { ip: ROUTER_IP, port: PORT } }]);

  await outside.stop();
  await home.stop();
  expect(await mappings()).not.toContain('dnat');
});
