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
  lacks: () => false,
};

function written(by: string, signer: typeof ANNA, conv = CONV, kind = 'text'): ReceivedEvent {
  const body = encodeCanonical({ text: 'hello' });
  const place = { conv, by, log: LOG, seq: 0, prev: undefined, after: [], at: 1 };
  const event = buildEvent({ ...place, kind, must: false, of: undefined, re: undefined }, body);
  const sig = signer && createSigner(signer.secrets['2a'] ?? new Uint8Array(0))(event.id);
  return { head: event.headBytes, body, own: undefined, sig };
}

test.each([
  ['signed by another member', written(ANNA?.hashname ?? '', BELA), 'sig-wrong'],
  ['not signed', written(ANNA?.hashname ?? '', undefined), 'sig-missing'],
  ['of somebody nobody knows', written(STRANGER?.hashname ?? '', STRANGER), 'author-unknown'],
  ['of another group', written(ANNA?.hashname ?? '', ANNA, testId('another')), 'other-conversation'],
  [
    'of membership without its body',
    { ...written(ANNA?.hashname ?? '', ANNA, CONV, 'add'), body: undefined },
    'membership-gone',
  ],
])('an event %s is not stored, and costs the others of its batch nothing', async (_what, event, why) => {
  const result = await own.log.ingest(CONV, authority, [event, written(BELA?.hashname ?? '', BELA)]);
  expect(result.refused.map((refusal) => refusal.why)).toEqual([why]);
  expect(result.stored.map(({ by }) => by)).toEqual([BELA?.hashname]);
});

test('a body is taken for an event that is here without one only if it was asked for, and only the right one', async () => {
  const event = written(ANNA?.hashname ?? '', ANNA);
  const { stored } = await own.log.ingest(CONV, authority, [{ ...event, body: undefined }]);
  const id = stored[0]?.id ?? '';
  const bodyNow = async () => (await own.kept.store.events.get(id))?.body;
  expect((await own.log.ingest(CONV, authority, [event])).filled).toEqual([]);
  const asking: LogAuthority = { ...authority, lacks: (asked) => asked === id };
  const wrong = await own.log.ingest(CONV, asking, [{ ...event, body: encodeCanonical({ text: 'hullo' }) }]);
  expect(wrong).toMatchObject({ filled: [], refused: [{ id, why: 'body-not-as-said' }] });
  expect(await bodyNow()).toBeUndefined();
  const right = await own.log.ingest(CONV, asking, [event]);
  expect([right.filled, right.visible].map((rows) => rows.map((row) => row.id))).toEqual([[id], [id]]);
  expect(await bodyNow()).toEqual(event.body);
  expect((await own.log.ingest(CONV, asking, [event])).filled).toEqual([]);
});
