import { basename } from 'node:path';
import { z } from 'zod';
import { type Actions, action } from '../action.ts';
import * as field from '../fields.ts';
import { readWholeFile } from '../files.ts';
import { VOICE_FILE_BYTES_MAX, WAVEFORM_STEPS_MAX } from '../limits.ts';

const { conversation, message } = field;
const durationMs = field.count(0, Number.MAX_SAFE_INTEGER);
const waveform = z
  .array(field.count(0, 255), { error: 'expected a list of numbers' })
  .max(WAVEFORM_STEPS_MAX, { error: `expected at most ${WAVEFORM_STEPS_MAX} numbers` });

/** Files and voice messages. */
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
};
