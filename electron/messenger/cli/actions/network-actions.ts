import { z } from 'zod';
import { CARRY_BYTES_PER_SECOND_MAX, SEEDS_FILE_BYTES_MAX } from '../../limits.ts';
import { type Actions, action, done } from '../action.ts';
import * as field from '../fields.ts';
import { PORT_MAX } from '../limits.ts';

/** How the network stands, and what is set for it. */
export const NETWORK_ACTIONS: Actions = {
  connection: action(['connection.status'], z.strictObject({}), async ({ connection }) =>
    done({ connection: connection.status() }),
  ),
  checkConnection: action(
    ['connection.check'],
    z.strictObject({ conversation: field.conversation.optional() }),
    async ({ connection }, { conversation }) => {
      const checked = await connection.check(conversation);
      return checked.ok ? done({ report: checked.value }) : checked;
    },
  ),
  networkSettings: action(['connection.settings'], z.strictObject({}), async ({ connection }) =>
    done({ settings: connection.settings() }),
  ),
  setNetwork: action(
    ['connection.setSettings'],
    z.strictObject({
      port: field.count(0, PORT_MAX).nullable().optional(),
      portMapping: field.flag().optional(),
      carries: field.flag().optional(),
      carryBytesPerSecond: field.count(1, CARRY_BYTES_PER_SECOND_MAX).optional(),
      seeds: field.text('a seeds.json as text', SEEDS_FILE_BYTES_MAX).optional(),
    }),
    ({ connection }, { port, portMapping, carries, carryBytesPerSecond, seeds }) =>
      connection.setSettings({
        ...(port !== undefined && { port: port ?? undefined }),
        ...(portMapping !== undefined && { hasPortMapping: portMapping }),
        ...(carries !== undefined && { carries }),
        ...(carryBytesPerSecond !== undefined && { carryBytesPerSecond }),
        ...(seeds !== undefined && { seeds }),
      }),
  ),
  networkChanged: action(['networkMayHaveChanged'], z.strictObject({}), async (messenger) => {
    messenger.networkMayHaveChanged();
    return done();
  }),
};
