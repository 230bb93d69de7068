import { createHash } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { ConversationId } from '../../bridge/contract.ts';
import type { Messenger } from '../../messenger/index.ts';
import { type Consent, createConsent } from '../consent.ts';
import { PassingCopies } from '../outside/passing-copies.ts';
import type { OutsideSystem } from '../outside/system.ts';
import { createOutside } from './outside.ts';

const CONVERSATION = ConversationId.parse('a'.repeat(64));
const TEXT = 'a letter';
let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'hashline-outside-'));
  await writeFile(join(folder, 'letter.txt'), TEXT);
});
afterEach(() => rm(folder, { recursive: true, force: true }));

function scene(sendFile: Messenger['files']['sendFile'], consent: Consent) {
  const messenger = { files: { sendFile } } as Messenger; // what these tests ask of it
  const opened: string[] = [];
  const copied: number[] = [];
  const system = {
    openLink: async (url: string) => {
      opened.push(url);
      return true;
    },
    copyPictureAt: (xPx: number) => copied.push(xPx),
  } as Partial<OutsideSystem> as OutsideSystem;
  const outside = createOutside(
    () => messenger,
    { system, copies: new PassingCopies(join(folder, 'copies'), () => () => undefined), consent },
    () => undefined,
    () => undefined,
  );
  return { ...outside, opened, copied };
}

const consentOf = (isRecent: boolean, isYes: boolean) =>
  createConsent({ isRecent: () => isRecent, lastAtMs: 0 }, async () => isYes);

/** As the preload lends it. */
async function tokenOf({ lending }: ReturnType<typeof scene>): Promise<string> {
  const [question] = lending.ask([{ path: join(folder, 'letter.txt'), bytes: TEXT.length }]);
  if (question === undefined) throw new Error('nothing was asked');
  const sha256 = createHash('sha256').update(question.nonce).update(TEXT).digest('hex');
  const lent = await lending.take([{ ticket: question.ticket, sha256 }]);
  return (lent.ok ? lent.value.files[0]?.token : undefined) ?? '';
}

describe('a token', () => {
  test('is good for one message, also while that one is still being made', async () => {
    let isStored: (answer: never) => void = () => undefined;
    const at = scene(() => new Promise((resolve) => (isStored = resolve)), consentOf(true, true));
    const token = await tokenOf(at);
    const first = at.calls.sendFile({ conversationId: CONVERSATION, token });
    expect(await at.calls.sendFile({ conversationId: CONVERSATION, token })).toEqual({ ok: false, error: 'not-lent' });
    isStored({ ok: true, value: {} } as never);
    expect(await first).toMatchObject({ ok: true });
    expect(await at.calls.sendFile({ conversationId: CONVERSATION, token })).toEqual({ ok: false, error: 'not-lent' });
  });

  test('is kept when the disk was full, or we made a mistake', async () => {
    let tries = 0;
    const at = scene(
      async () => {
        tries += 1;
        if (tries === 1) throw new Error('a bug');
        return { ok: false, error: 'disk-full' };
      },
      consentOf(true, true),
    );
    const token = await tokenOf(at);
    await expect(at.calls.sendFile({ conversationId: CONVERSATION, token })).rejects.toThrow();
    const full = { ok: false, error: 'disk-full' };
    expect(await at.calls.sendFile({ conversationId: CONVERSATION, token })).toEqual(full);
    expect(await at.calls.sendFile({ conversationId: CONVERSATION, token })).toEqual(full);
  });
});

describe('without a key or a click', () => {
  const url = 'https://example.org/';
  const none: Messenger['files']['sendFile'] = () => Promise.reject(new Error('nothing is sent here'));

  test('no link, picture or drag leaves the window unless the person says yes', async () => {
    const refused = scene(none, consentOf(false, false));
    expect(await refused.calls.openLink({ url })).toEqual({ ok: true, value: {} });
    await refused.calls.copyPicture({ xPx: 1, yPx: 1 });
    expect([refused.opened, refused.copied]).toEqual([[], []]);
    expect(await refused.calls.dragOut({ conversationId: CONVERSATION, key: `${'b'.repeat(64)}-0` })).toEqual({
      ok: false,
      error: 'failed',
    });
    const allowed = scene(none, consentOf(false, true));
    await allowed.calls.openLink({ url });
    await allowed.calls.copyPicture({ xPx: 1, yPx: 1 });
    expect([allowed.opened, allowed.copied]).toEqual([[url], [1]]);
  });

  test('a gesture asks nothing', async () => {
    const at = scene(none, consentOf(true, false));
    await at.calls.openLink({ url });
    expect(at.opened).toEqual([url]);
  });
});
