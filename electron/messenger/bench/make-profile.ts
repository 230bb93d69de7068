import { createSharpImagePort } from '../photos/sharp-image-port.ts';
import { benchParts, fillProfile, firstRun } from './large-profile.ts';

/**
 * `npx tsx electron/messenger/bench/make-profile.ts FOLDER [messages]`: a data folder that the app can open, by default with 1,000,000
 * messages in 500 conversations, a tenth of them in the one with Large. For e2e/bench.
 */
const [folder = '', messages = '1000000'] = process.argv.slice(2);
if (folder === '') throw new Error('Say into which folder.');
const images = createSharpImagePort();
const parts = await benchParts(folder, images);
const filled = await fillProfile(parts, await firstRun(parts, 'Bench'), Number(messages));
await filled.storage.close();
await images.close();
