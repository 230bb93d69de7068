import { basename } from 'node:path';
import { z } from 'zod';
import { type Actions, action, done } from '../action.ts';
import * as field from '../fields.ts';
import { readWholeFile, savePhoto } from '../files.ts';
import { VOICE_FILE_BYTES_MAX, WAVEFORM_STEPS_MAX } from '../limits.ts';

const { conversation, message } = field;
const durationMs = field.count(0, Number.MAX_SAFE_INTEGER);
const waveform = z
  .array(field.count(0, 255), { error: 'expected a list of numbers' })
  .max(WAVEFORM_STEPS_MAX, { error: `expected at most ${WAVEFORM_STEPS_MAX} numbers` });

const key = field.text('the key of a blob', 80).optional();
const bytes = field.count(0, Number.MAX_SAFE_INTEGER);
const LOOKED_AT_MAX = 100;
const looked = z
  .array(z.strictObject({ conversation, message }), { error: 'expected a list of messages' })
  .max(LOOKED_AT_MAX, { error: `expected at most ${LOOKED_AT_MAX} messages` });

/** Files and voice messages, and what of all content is fetched. */
export const FILE_ACTIONS: Actions = {
  file: action(
    ['files.sendFile'],
    z.strictObject({ conversation, file: field.file, type: field.name.optional() }),
    ({ files }, { conversation, file, type }) =>
      files.sendFile(conversation, { fileName: basename(file), path: file, type }),
  ),
  voice: action(
    ['files.sendVoice'],
    z.strictObject({ conversation, file: field.file, durationMs, waveform: waveform.default([]) }),
    async ({ files }, { conversation, file, durationMs, waveform }) => {
      const bytes = await readWholeFile(file, VOICE_FILE_BYTES_MAX);
      return bytes.ok ? files.sendVoice(conversation, { bytes: bytes.value, durationMs, waveform }) : bytes;
    },
  ),
  forward: action(
    ['files.forward'],
    z.strictObject({ conversation, message, to: conversation }),
    ({ files }, { conversation, message, to }) => files.forward(conversation, message, to),
  ),
  fetch: action(['files.fetch'], z.strictObject({ conversation, message, key }), ({ files }, fields) =>
    files.fetch(fields.conversation, fields.message, fields.key),
  ),
  pause: action(['files.pause'], z.strictObject({ conversation, message, key }), ({ files }, fields) =>
    files.pause(fields.conversation, fields.message, fields.key),
  ),
  decline: action(['files.decline'], z.strictObject({ conversation, message, key }), ({ files }, fields) =>
    files.decline(fields.conversation, fields.message, fields.key),
  ),
  lookAt: action(['files.look'], z.strictObject({ messages: looked }), async ({ files }, { messages }) => {
    await files.look(messages.map((one) => ({ conversationId: one.conversation, messageId: one.message })));
    return done();
  }),
  fetchRules: action(
    ['files.rules', 'files.setRules'],
    z.strictObject({ conversation, byItselfBytes: bytes.optional() }),
    async ({ files }, { conversation, byItselfBytes }) => {
      if (byItselfBytes !== undefined) await files.setRules(conversation, { byItselfBytes });
      return done({ rules: await files.rules(conversation) });
    },
  ),
  quota: action(
    ['files.quotaBytes', 'files.setQuotaBytes'],
    z.strictObject({ bytes: bytes.nullable().optional() }),
    async ({ files }, fields) => {
      if (fields.bytes !== undefined) await files.setQuotaBytes(fields.bytes ?? undefined);
      return done({ bytes: (await files.quotaBytes()) ?? null });
    },
  ),
  room: action(['files.room'], z.strictObject({}), async ({ files }) => done({ conversations: await files.room() })),
  saveFile: action(
    ['files.open'],
    z.strictObject({ key: field.text('the key of a file', 80), file: field.file }),
    async ({ files }, { key, file }) => {
      const open = await files.open(`file/${key}`);
      return open === undefined ? { ok: false, error: 'file-not-here' } : savePhoto(open, file);
    },
  ),
};
