import type { ConversationId, Problem } from '../../../electron/bridge/contract.ts';
import { bridge } from '../../bridge.ts';
import { tell } from '../../components/toasts.ts';
import type { MessageKey } from '../../i18n.tsx';
import { ALBUM_PHOTOS_MAX, FILE_NAME_CHARS_MAX, PHOTO_FILE_BYTES_MAX } from '../../limits.ts';
import { useAppStore } from '../../store/app-store.ts';
import { type FileProblem, type StagedPhoto, selectDraft, type TrayItem } from '../../store/drafts-slice.ts';

/** What to say about a file that did not become a photo; the sentence names the file, the others go on. */
const PROBLEM_KEYS = {
  'photo-empty': 'photoProblem.empty',
  'photo-too-large': 'photoProblem.tooLarge',
  'photo-not-an-image': 'photoProblem.notAnImage',
  'photo-too-many-pixels': 'photoProblem.tooManyPixels',
  'photo-unsupported': 'photoProblem.unsupported',
  'photo-decoder-failed': 'photoProblem.decoderFailed',
  'too-many-staged': 'photoProblem.tooManyStaged',
  'disk-full': 'photoProblem.diskFull',
  forbidden: 'photoProblem.ours',
  'bad-request': 'photoProblem.ours',
  internal: 'photoProblem.ours',
} as const satisfies Record<Problem<'stagePhoto'>, MessageKey>;

let filesTaken = 0;

/** Takes chosen, dropped or pasted files into the tray, one after the other: two big ones at once would only swap. */
export async function stageFiles(id: ConversationId, files: readonly File[]): Promise<void> {
  const taken = files.slice(0, roomFor(id)).map((file) => ({ file, fileId: ++filesTaken }));
  const leftOut = files.length - taken.length;
  if (leftOut > 0) tell('tray.tooMany', { count: leftOut, max: ALBUM_PHOTOS_MAX });
  const { updateDraft } = useAppStore.getState();
  const preparing = taken.map(({ file, fileId }): TrayItem => ({ state: 'preparing', fileId, fileName: file.name }));
  updateDraft(id, ({ tray }) => ({ tray: [...tray, ...preparing], problems: [] }));
  for (const { file, fileId } of taken) {
    const staged = await stage(file);
    if (typeof staged === 'string') dropFile(id, { fileId, fileName: file.name, key: staged });
    else await keepPhoto(id, fileId, staged);
  }
}

/** Takes photos out of the tray for good. */
export async function removeFromTray(id: ConversationId, items: readonly TrayItem[]): Promise<void> {
  useAppStore.getState().updateDraft(id, ({ tray }) => ({ tray: tray.filter((item) => !items.includes(item)) }));
  const stagedIds = items.flatMap((item) => (item.state === 'ready' ? [item.photo.stagedId] : []));
  if (stagedIds.length > 0) await bridge.discardStaged({ stagedIds });
}

export const megabytesMax = PHOTO_FILE_BYTES_MAX / (1024 * 1024);

const roomFor = (id: ConversationId): number => ALBUM_PHOTOS_MAX - selectDraft(id)(useAppStore.getState()).tray.length;

/** What can be told without reading is told first: a file of two gigabytes is never loaded. */
async function stage(file: File): Promise<StagedPhoto | MessageKey> {
  if (file.size === 0) return 'photoProblem.empty';
  if (file.size > PHOTO_FILE_BYTES_MAX) return 'photoProblem.tooLarge';
  const bytes = await readFile(file);
  if (bytes === null) return 'photoProblem.unreadable';
  const answer = await bridge.stagePhoto({ fileName: file.name.slice(0, FILE_NAME_CHARS_MAX), bytes });
  return answer.ok ? answer.value : PROBLEM_KEYS[answer.error];
}

/** Null for a folder, a file that is gone by now, or one that may not be read. */
async function readFile(file: File): Promise<Uint8Array<ArrayBuffer> | null> {
  try {
    return new Uint8Array(await file.arrayBuffer());
  } catch {
    return null;
  }
}

function dropFile(id: ConversationId, problem: FileProblem): void {
  useAppStore.getState().updateDraft(id, ({ tray, problems }) => ({
    tray: tray.filter(({ fileId }) => fileId !== problem.fileId),
    problems: [...problems, problem],
  }));
}

/** A photo that was removed while it was being prepared is not kept by anybody. */
async function keepPhoto(id: ConversationId, fileId: number, photo: StagedPhoto): Promise<void> {
  const isWanted = selectDraft(id)(useAppStore.getState()).tray.some((item) => item.fileId === fileId);
  if (!isWanted) {
    await bridge.discardStaged({ stagedIds: [photo.stagedId] });
    return;
  }
  useAppStore.getState().updateDraft(id, ({ tray }) => ({
    tray: tray.map((item) => (item.fileId === fileId ? { state: 'ready', fileId, photo, caption: '' } : item)),
  }));
}
