import type { Gateway } from './gateway.ts';
import { type Question as AskQuestion, ask } from './gateway-question.ts';
import { MAPPING_ASKS_GAPS_MS, MAPPING_LIFETIME_SECONDS } from './limits.ts';
import {
  encodePcpMap,
  encodePmpAddress,
  encodePmpMap,
  MAPPING_PORT,
  type MappingAnswer,
  type MappingRequest,
  NONCE_BYTES,
  readMappingAnswer,
} from './port-mapping-packets.ts';
import type { Mapped, MappingWay, MappingWish } from './port-mapping-way.ts';
import { createSystemRandom } from './system-random.ts';

/** The port control protocol (RFC 6887). Each of its mappings belongs to who knows the nonce. */
export function createPcp(gateway: Gateway, gatewayPort = MAPPING_PORT): MappingWay {
  const nonce = createSystemRandom()(NONCE_BYTES);
  const request = (wish: MappingWish, lifetimeSeconds: number) => ({
    ...wish,
    ownIp: gateway.ownIp,
    lifetimeSeconds,
    nonce,
  });
  return {
    name: 'PCP',
    async map(wish, signal): Promise<Mapped | undefined> {
      const asked = request(wish, MAPPING_LIFETIME_SECONDS);
      const answer = await ask({ ...questionOf(gateway, gatewayPort, asked, encodePcpMap(asked)), signal });
      if (answer?.kind !== 'mapped' || answer.ip === undefined) return undefined;
      return { ip: answer.ip, port: answer.port, lifetimeSeconds: answer.lifetimeSeconds };
    },
    async unmap(wish): Promise<void> {
      const asked = request(wish, 0);
      await askOnce(questionOf(gateway, gatewayPort, asked, encodePcpMap(asked)));
    },
  };
}

/** Its forerunner (RFC 6886), which tells the address outside by a question of its own. */
export function createPmp(gateway: Gateway, gatewayPort = MAPPING_PORT): MappingWay {
  const request = (wish: MappingWish, lifetimeSeconds: number) => ({
    ...wish,
    ownIp: gateway.ownIp,
    lifetimeSeconds,
    nonce: new Uint8Array(NONCE_BYTES),
  });
  return {
    name: 'NAT-PMP',
    async map(wish, signal): Promise<Mapped | undefined> {
      const asked = request(wish, MAPPING_LIFETIME_SECONDS);
      const address = await ask({ ...questionOf(gateway, gatewayPort, asked, encodePmpAddress()), signal });
      if (address?.kind !== 'address') return undefined;
      const answer = await ask({ ...questionOf(gateway, gatewayPort, asked, encodePmpMap(asked)), signal });
      if (answer?.kind !== 'mapped') return undefined;
      return { ip: address.ip, port: answer.port, lifetimeSeconds: answer.lifetimeSeconds };
    },
    async unmap(wish): Promise<void> {
      const asked = request(wish, 0);
      await askOnce(questionOf(gateway, gatewayPort, asked, encodePmpMap(asked)));
    },
  };
}

type Question = AskQuestion<MappingAnswer>;

function questionOf(gateway: Gateway, port: number, request: MappingRequest, bytes: Uint8Array): Question {
  return {
    to: { ip: gateway.ip, port },
    ownIp: gateway.ownIp,
    bytes,
    gapsMs: MAPPING_ASKS_GAPS_MS,
    read: (answer) => readMappingAnswer(answer, request),
  };
}

/** A program that ends waits for a quarter of a second at most. */
async function askOnce(question: Question): Promise<void> {
  await ask({ ...question, gapsMs: MAPPING_ASKS_GAPS_MS.slice(0, 1) });
}
