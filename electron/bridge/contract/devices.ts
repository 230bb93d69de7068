import { z } from 'zod';
import { call, Nothing } from './shapes.ts';

/** What the page may see and hear with. Refused unless it is in use: the page says so when it begins and when it ends. */

export const Device = z.enum(['camera', 'microphone']);

export const deviceCalls = {
  /** To be called before the device is asked for. `device-refused`: the system does not let us. */
  openDevice: call({ input: z.strictObject({ device: Device }), output: Nothing, errors: ['device-refused'] }),
  /** From now on it is refused again. */
  closeDevice: call({ input: z.strictObject({ device: Device }), output: Nothing, errors: [] }),
} as const;
