import encodeQr from 'qr';
import type { Problem } from '../../../electron/bridge/contract.ts';
import { bridge } from '../../bridge.ts';
import { drawModules } from '../../components/qr-drawing.ts';
import { tell } from '../../components/toasts.ts';
import type { MessageKey } from '../../i18n.tsx';
import { QR_SAVED_MODULE_PX } from '../../limits.ts';

const PROBLEM_KEYS = {
  'not-a-picture': 'problem.ours',
  'not-writable': 'add.notSaved',
  'disk-full': 'add.notSavedFull',
  forbidden: 'problem.ours',
  'bad-request': 'problem.ours',
  internal: 'problem.ours',
} as const satisfies Record<Problem<'saveQrPicture'>, MessageKey>;

/** Saves a code as a picture where the person says; whether it was. */
export async function saveQrPicture(content: string, fileName: string): Promise<boolean> {
  const png = await qrPng(content);
  const answer = await bridge.saveQrPicture({ fileName, png });
  if (!answer.ok) tell(PROBLEM_KEYS[answer.error]);
  return answer.ok && answer.value.isSaved;
}

/** Black on white, with its quiet zone: every camera and every program reads that. */
async function qrPng(content: string): Promise<Uint8Array<ArrayBuffer>> {
  const { size, path } = drawModules(encodeQr(content, 'raw', { ecc: 'low', border: 1 }), 1);
  const canvas = new OffscreenCanvas(size * QR_SAVED_MODULE_PX, size * QR_SAVED_MODULE_PX);
  const context = canvas.getContext('2d');
  if (context === null) throw new Error('The page can not draw.');
  context.scale(QR_SAVED_MODULE_PX, QR_SAVED_MODULE_PX);
  context.fillStyle = 'white';
  context.fillRect(0, 0, size, size);
  context.fillStyle = 'black';
  context.fill(new Path2D(path));
  return new Uint8Array(await (await canvas.convertToBlob({ type: 'image/png' })).arrayBuffer());
}
