import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import type { NodeProcess } from '../wire/node-process.ts';
import { expectEcho } from '../wire/pair.ts';
import { Namespaces } from './namespaces.ts';

const namespaces = new Namespaces('map');
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
secure_mode=yes
upnp_table_name=miniupnpd
upnp_nat_table_name=miniupnpd
upnp_forward_chain=miniupnpd
upnp_nat_chain=prerouting_miniupnpd
upnp_nat_postrouting_chain=postrouting_miniupnpd
allow 1024-65535 192.168.77.0/24 1024-65535
deny 0-65535 0.0.0.0/0 0-65535
`;

/** 17, or its name, as the version of nft has it. */
const IS_UDP = /(0x11|udp).* dnat /;

let folder = '';
let daemon: ChildProcess | undefined;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'hashline-mapping-'));
  await namespaces.add('home', 'router', 'outside');
  await namespaces.connect(['router', 'lan'], ['home', 'eth0']);
  await namespaces.connect(['router', 'wan'], ['outside', 'eth0']);
  await namespaces.ipIn('router', 'addr add 192.168.77.1/24 dev lan');
  await namespaces.ipIn('router', `addr add ${ROUTER_IP}/24 dev wan`);
  await namespaces.ipIn('home', 'addr add 192.168.77.10/24 dev eth0');
  await namespaces.ipIn('home', 'addr add 192.168.77.11/24 dev eth0');
  await namespaces.ipIn('home', 'route add default via 192.168.77.1');
  await namespaces.ipIn('outside', 'addr add 5.6.7.9/24 dev eth0');
  await namespaces.run('router', 'sysctl', '-qw', 'net.ipv4.ip_forward=1');
  await writeFile(join(folder, 'rules'), RULES);
  await namespaces.run('router', 'nft', '-f', join(folder, 'rules'));
});

afterEach(async () => {
  daemon?.kill();
  if (daemon?.exitCode === null) await once(daemon, 'exit');
});

afterAll(async () => {
  await namespaces.remove();
  await rm(folder, { recursive: true });
});

/** The router's daemon, that speaks what it is told to. */
async function startDaemon(...settings: readonly string[]): Promise<void> {
  await writeFile(join(folder, 'config'), [CONFIG, ...settings, ''].join('\n'));
  const args = ['miniupnpd', '-d', '-f', join(folder, 'config'), '-P', join(folder, 'pid')];
  const started = spawn('ip', [...namespaces.prefixOf('router'), ...args], { stdio: ['ignore', 'ignore', 'pipe'] });
  daemon = started;
  await new Promise<void>((resolve) => {
    started.stderr.on('data', (text) => String(text).includes('istening') && resolve());
    started.once('exit', () => resolve());
  });
  expect(started.exitCode).toBeNull();
}

function mappings(): Promise<string> {
  return namespaces.run('router', 'nft', 'list', 'chain', 'inet', 'miniupnpd', 'prerouting_miniupnpd');
}

async function startHome(ip = '0.0.0.0'): Promise<NodeProcess> {
  const home = await namespaces.start('home', '--ip', ip, '--port', String(PORT), '--map');
  await home.ask({ do: 'listen', type: '_echo', mode: 'echo' });
  return home;
}

/** Somebody outside who knows the router's address alone speaks with the node at home. */
async function expectReached(home: NodeProcess): Promise<void> {
  const outside = await namespaces.start('outside', '--ip', '0.0.0.0');
  const path = { type: 'ipv4', ip: ROUTER_IP, port: PORT };
  const entry = Object(Object(home.seed)[home.hashname]);
  await outside.ask({ do: 'addSeed', seed: { [home.hashname]: { ...entry, paths: [path] } } });
  await expectEcho(outside, home, { from: 'outside' });
  const { lines } = await outside.ask({ do: 'lines' });
  expect(lines).toMatchObject([{ hashname: home.hashname, path }]);
  await outside.stop();
}

test.each([
  ['PCP', 'enable_natpmp=yes', 'enable_upnp=no'],
  ['UPnP', 'enable_natpmp=no', 'enable_upnp=yes'],
])(
  'somebody outside reaches a node at home through its router, by %s, until that node ends',
  async (way, ...settings) => {
    await startDaemon(...settings);
    const home = await startHome();
    await home.until('log', ({ text }) => text === `port mapping: by ${way}`);
    expect(await mappings()).toContain(`dnat ip to 192.168.77.10:${PORT}`);
    await expectReached(home);
    await home.terminate();
    expect(await mappings()).not.toContain('dnat');
  },
);

test.each([
  ['PCP', 'enable_natpmp=yes', 'enable_upnp=no'],
  ['UPnP', 'enable_natpmp=no', 'enable_upnp=yes'],
])('two of one home that want the same port get one each, by %s', async (way, ...settings) => {
  await startDaemon(...settings);
  const nodes: NodeProcess[] = [];
  for (const ip of ['192.168.77.10', '192.168.77.11']) {
    const node = await startHome(ip);
    nodes.push(node);
    await node.until('log', ({ text }) => text === `port mapping: by ${way}`);
  }
  const udp = (await mappings()).split('\n').filter((line) => IS_UDP.test(line));
  const ports = udp.map((line) => Number(/dport (\d+)/.exec(line)?.[1]));
  expect(udp.map((line) => /dnat ip to ([\d.:]+)/.exec(line)?.[1]).sort()).toEqual([
    `192.168.77.10:${PORT}`,
    `192.168.77.11:${PORT}`,
  ]);
  expect(ports).toContain(PORT);
  expect(new Set(ports).size).toBe(2);
  await Promise.all(nodes.map((node) => node.stop()));
  expect(await mappings()).not.toContain('dnat');
});
