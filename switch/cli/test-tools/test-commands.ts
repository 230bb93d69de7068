import { isIPv4, isIPv6 } from 'node:net';
import { type Ask, refuse } from '../ask.ts';
import type { Command } from '../json-lines.ts';
import type { EngineTools } from './engine-tools.ts';
import type { Faults, FaultyTransport } from './faulty-transport.ts';

/** Commands that only a test may give. */
export function testCommands(transport: FaultyTransport, engine: EngineTools): Record<string, Command> {
  return {
    datagram: (ask) => sendRaw(transport, ask),
    tap: (ask) => {
      if (ask.value('plain') !== undefined) engine.tapPlain(ask.flag('plain'));
      if (ask.value('wire') !== undefined) transport.isWireReported = ask.flag('wire');
      return undefined;
    },
    faults: (ask) => {
      for (const name of FAULTS) transport.faults[name] = ask.optionalNumber(name) ?? transport.faults[name];
      return undefined;
    },
    deny: (ask) => {
      if (ask.flag('allow')) transport.deniedPorts.delete(ask.number('port'));
      else transport.deniedPorts.add(ask.number('port'));
      return undefined;
    },
  };
}

const FAULTS: readonly (keyof Faults)[] = ['loss', 'dup', 'reorder', 'delay'];

function sendRaw(transport: FaultyTransport, ask: Ask): undefined {
  const ip = ask.text('ip');
  const type = isIPv4(ip) ? 'ipv4' : isIPv6(ip) ? 'ipv6' : refuse(`${ip} is not an IP address`);
  transport.send({ type, ip, port: ask.number('port') }, new Uint8Array(Buffer.from(ask.text('hex'), 'hex')));
  return undefined;
}
