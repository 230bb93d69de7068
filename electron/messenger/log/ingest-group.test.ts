import { afterEach, beforeEach, expect, test } from 'vitest';
import { simCrypto } from '../../../switch/tests/sim-crypto.ts';
import { encodeCanonical } from './canonical-json.ts';
import type { LogAuthority, ReceivedEvent } from './conversation-log.ts';
import { buildEvent } from './event.ts';
import { createSigner } from './signature.ts';
import { type TestLog, testId, testLog } from './testing/test-log.ts';

const [ANNA, BELA, STRANGER] = [0, 1, 2].map((number) => simCrypto.identity(number));
const CONV = testId('a group');
const LOG = '00000000000000aa';

let own: TestLog;
beforeEach(async () => {
  own = await testLog(testId('a member'));
});
afterEach(() => own.remove());

const authority: LogAuthority = {
  kind: 'group',
  keyOf: (device) => [ANNA, BELA].find((identity) => identity?.hashname === device)?.keys['2a'],
};

function written(by: string, signer: typeof ANNA, conv = CONV): ReceivedEvent {
  const body = encodeCanonical({ text: 'hello' });
  const place = { conv, by, log: LOG, seq: 0, prev: undefined, after: [], at: 1 };
  const event = buildEvent({ ...place, kind: 'text', must: false, of: undefined, re: undefined }, body);
  const sig = signer && createSigner(signer.secrets['2a'] ?? new Uint8Array(0))(event.id);
  return { head: event.headBytes, body, own: undefined, sig };
}

test.each([
  ['signed by another member', written(ANNA?.hashname ?? '', BELA), 'sig-wrong'],
  ['not signed', written(ANNA?.hashname ?? '', undefined), 'sig-missing'],
  ['of somebody nobody knows', written(STRANGER?.hashname ?? '', STRANGER), 'author-unknown'],
  ['of another group', written(ANNA?.hashname ?? '', ANNA, testId('another')), 'other-conversation'],
])('an event %s is not stored, and costs the others of its batch nothing', async (_what, event, why) => {
  const result = await own.log.ingest(CONV, authority, [event, written(BELA?.hashname ?? '', BELA)]);
  expect(result.refused.map((refusal) => refusal.why)).toEqual([why]);
  expect(result.stored.map(({ by }) => by)).toEqual([BELA?.hashname]);
});
