import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  encodePcpMap,
  encodePmpAddress,
  encodePmpMap,
  type MappingRequest,
  readMappingAnswer,
} from './port-mapping-packets.ts';

const request: MappingRequest = {
  protocol: 'udp',
  ownIp: '192.168.1.10',
  port: 0x1234,
  outsidePort: 0x5678,
  lifetimeSeconds: 3_600,
  nonce: Uint8Array.from({ length: 12 }, (_, index) => index + 1),
};
const NONCE = '0102030405060708090a0b0c';
const NO_IP = '00000000000000000000ffff00000000';

const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex');
const bytesOf = (...parts: readonly string[]): Uint8Array => new Uint8Array(Buffer.from(parts.join(''), 'hex'));

describe('PCP (RFC 6887 figures 2, 3, 9 and 10)', () => {
  test('asks with version, operation, lifetime, our address, nonce, protocol and ports', () => {
    const head = '0201000000000e10' + '00000000000000000000ffffc0a8010a';
    expect(hex(encodePcpMap(request))).toBe(`${head}${NONCE}1100000012345678${NO_IP}`);
  });

  test('asks for TCP by its number', () => {
    expect(hex(encodePcpMap({ ...request, protocol: 'tcp' }))).toContain(`${NONCE}0600000012345678`);
  });

  test('takes back with lifetime 0 and no wishes', () => {
    expect(hex(encodePcpMap({ ...request, lifetimeSeconds: 0 }))).toContain(`${NONCE}1100000012340000${NO_IP}`);
  });

  const answer = (code: string, nonce = NONCE, port = '1234') =>
    bytesOf(
      '028100',
      code,
      '00000708',
      '00000001',
      '00'.repeat(12),
      nonce,
      '11000000',
      port,
      '9abc',
      `${'00'.repeat(10)}ffff05060708`,
    );

  test('reads what was mapped', () => {
    expect(readMappingAnswer(answer('00'), request)).toEqual({
      kind: 'mapped',
      ip: '5.6.7.8',
      port: 0x9abc,
      lifetimeSeconds: 1_800,
    });
  });

  test('reads a refusal, and a router that is older', () => {
    expect(readMappingAnswer(answer('02'), request)).toEqual({ kind: 'refused', code: 2 });
    expect(readMappingAnswer(answer('01'), request)).toEqual({ kind: 'older' });
    expect(readMappingAnswer(bytesOf('0081000100000001'), request)).toEqual({ kind: 'older' });
  });

  test('takes no answer to another nonce or for another port', () => {
    expect(readMappingAnswer(answer('00', '0'.repeat(24)), request)).toBeUndefined();
    expect(readMappingAnswer(answer('00', NONCE, '1235'), request)).toBeUndefined();
  });
});

describe('NAT-PMP (RFC 6886 sections 3.2 and 3.3)', () => {
  test('asks for the address and for a mapping', () => {
    expect(hex(encodePmpAddress())).toBe('0000');
    expect(hex(encodePmpMap(request))).toBe('000100001234567800000e10');
    expect(hex(encodePmpMap({ ...request, lifetimeSeconds: 0 }))).toBe('000100001234000000000000');
  });

  test('reads the address, a mapping and a refusal', () => {
    expect(readMappingAnswer(bytesOf('00800000', '00000001', '05060708'), request)).toEqual({
      kind: 'address',
      ip: '5.6.7.8',
    });
    expect(readMappingAnswer(bytesOf('00810000', '00000001', '12349abc', '00000708'), request)).toEqual({
      kind: 'mapped',
      ip: undefined,
      port: 0x9abc,
      lifetimeSeconds: 1_800,
    });
    expect(readMappingAnswer(bytesOf('00810002', '00000001', '12349abc', '00000708'), request)).toEqual({
      kind: 'refused',
      code: 2,
    });
  });
});

test('whatever comes, nothing throws', () => {
  fc.assert(fc.property(fc.uint8Array({ maxLength: 80 }), (bytes) => void readMappingAnswer(bytes, request)));
  const almost = fc.tuple(fc.constantFrom(0, 2), fc.constantFrom(0x80, 0x81), fc.uint8Array({ maxLength: 70 }));
  fc.assert(
    fc.property(almost, ([version, operation, rest]) => {
      readMappingAnswer(Uint8Array.of(version, operation, ...rest), request);
    }),
  );
});
