import type { ConversationId, Input, Problem } from '../../../electron/bridge/contract.ts';
import { bridge } from '../../bridge.ts';
import { offer, tell } from '../../components/toasts.ts';
import type { MessageKey } from '../../i18n.tsx';
import { ALBUM_PHOTOS_MAX, CLIP_FILE_BYTES_MAX, FILE_NAME_CHARS_MAX, PHOTO_FILE_BYTES_MAX } from '../../limits.ts';
import { useAppStore } from '../../store/app-store.ts';
import { type FileProblem, type StagedPhoto, selectDraft, type TrayItem } from '../../store/drafts-slice.ts';
import { selectFiles } from '../../store/files-slice.ts';
import { isFilm, removeFile } from '../files/choose-files.ts';
import { drawPoster } from './draw-poster.ts';
import { byTime, timeOf, writtenAt } from './tray-order.ts';

/** What to say about a file that did not become a photo; the sentence names the file, the others go on. */
const PROBLEM_KEYS = {
  'photo-empty': 'photoProblem.empty',
  'photo-too-large': 'photoProblem.tooLarge',
  'photo-not-an-image': 'photoProblem.notAnImage',
  'photo-too-many-pixels': 'photoProblem.tooManyPixels',
  'photo-unsupported': 'photoProblem.unsupported',
  'photo-decoder-failed': 'photoProblem.decoderFailed',
  'photo-unreadable': 'photoProblem.unreadable',
  'clip-too-large': 'photoProblem.clipTooLarge',
  'clip-unsupported': 'photoProblem.clipUnsupported',
  'too-many-staged': 'photoProblem.tooManyStaged',
  'disk-full': 'photoProblem.diskFull',
  forbidden: 'photoProblem.ours',
  'bad-request': 'photoProblem.ours',
  internal: 'photoProblem.ours',
} as const satisfies Record<Problem<'stagePhoto'> | Problem<'stageClip'>, MessageKey>;

/** What can't be shown as a photo or a film, and still be sent as it is. */
const AS_FILE: ReadonlySet<MessageKey> = new Set([
  'photoProblem.tooLarge',
  'photoProblem.notAnImage',
  'photoProblem.tooManyPixels',
  'photoProblem.unsupported',
  'photoProblem.decoderFailed',
  'photoProblem.clipUnsupported',
]);

let filesTaken = 0;

/**
 * Takes chosen, dropped or pasted files into the tray, the oldest first and one after the other: two big ones at once would only swap.
 * Who removes one that waits spares its preparation.
 */
export async function stageFiles(id: ConversationId, files: readonly File[]): Promise<void> {
  const oldestFirst = (await writtenAt(files)).sort((a, b) => a.atMs - b.atMs);
  const taken = oldestFirst.slice(0, roomFor(id)).map((written) => ({ ...written, fileId: ++filesTaken }));
  const leftOut = files.length - taken.length;
  if (leftOut > 0) tell('tray.tooMany', { count: leftOut, max: ALBUM_PHOTOS_MAX });
  const { updateDraft } = useAppStore.getState();
  const preparing = taken.map(
    ({ file, fileId, atMs }): TrayItem => ({ state: 'preparing', fileId, fileName: file.name, atMs }),
  );
  updateDraft(id, ({ tray }) => ({ tray: [...tray, ...preparing], problems: [] }));
  for (const { file, fileId } of taken) {
    if (!isInTray(id, fileId)) continue;
    const staged = await stage(file);
    if (typeof staged === 'string') dropFile(id, fileId, file, staged);
    else await keepPhoto(id, fileId, staged);
  }
  updateDraft(id, ({ tray, isArranged }) => (isArranged ? {} : { tray: byTime(tray) }));
}

/** Takes photos out of the tray for good. */
export async function removeFromTray(id: ConversationId, items: readonly TrayItem[]): Promise<void> {
  useAppStore.getState().updateDraft(id, ({ tray }) => ({ tray: tray.filter((item) => !items.includes(item)) }));
  const stagedIds = items.flatMap((item) => (item.state === 'ready' ? [item.photo.stagedId] : []));
  if (stagedIds.length > 0) await bridge.discardStaged({ stagedIds });
}

/** A folder in which there is nothing for an album: said, and nothing else happens. */
export function tellEmptyFolder(id: ConversationId, fileName: string): void {
  const problem = { fileId: ++filesTaken, fileName, key: 'photoProblem.folderEmpty' } as const;
  useAppStore.getState().updateDraft(id, ({ problems }) => ({ problems: [...problems, problem] }));
}

/** What was in a folder beside photos and films: an album has no place for it, and nobody should think that it went along. */
export function tellLeftOut(count: number): void {
  if (count > 0) tell('tray.leftOut', { count });
}

/** Takes all photos and files out again; until the note about it has gone they can be put back. */
export function emptyTray(id: ConversationId): void {
  const { updateDraft, updateFiles } = useAppStore.getState();
  const { tray } = selectDraft(id)(useAppStore.getState());
  const files = selectFiles(id)(useAppStore.getState()).filter(({ isGoing }) => !isGoing);
  updateDraft(id, ({ tray: now }) => ({ tray: now.filter((item) => !tray.includes(item)) }));
  updateFiles(id, (now) => now.filter((file) => !files.includes(file)));
  const putBack = () => {
    updateDraft(id, ({ tray: now }) => ({ tray: [...tray, ...now] }));
    updateFiles(id, (now) => [...files, ...now]);
  };
  const letGo = () => {
    void removeFromTray(id, tray);
    for (const file of files) void removeFile(id, file);
  };
  offer('tray.emptied', { count: tray.length + files.length }, 'message.undo', putBack, letGo);
}

export const megabytesMax = PHOTO_FILE_BYTES_MAX / (1024 * 1024);

const roomFor = (id: ConversationId): number => ALBUM_PHOTOS_MAX - selectDraft(id)(useAppStore.getState()).tray.length;

const isInTray = (id: ConversationId, fileId: number): boolean =>
  selectDraft(id)(useAppStore.getState()).tray.some((item) => item.fileId === fileId);

/** What can be told without reading is told first: a file of two gigabytes is never loaded. */
async function stage(file: File): Promise<StagedPhoto | MessageKey> {
  const isClip = isFilm(file);
  if (file.size > (isClip ? CLIP_FILE_BYTES_MAX : PHOTO_FILE_BYTES_MAX)) {
    return isClip ? 'photoProblem.clipTooLarge' : 'photoProblem.tooLarge';
  }
  const given = await give(file);
  if (typeof given === 'string') return given;
  try {
    const fileName = file.name.slice(0, FILE_NAME_CHARS_MAX);
    if (isClip) return await stageClip(file, { fileName, file: given });
    const answer = await bridge.stagePhoto({ fileName, file: given });
    return answer.ok ? answer.value : PROBLEM_KEYS[answer.error];
  } finally {
    if ('token' in given) void bridge.giveBackFiles({ tokens: [given.token] });
  }
}

type Given = Input<'stagePhoto'>['file'];

async function stageClip(
  film: File,
  given: { readonly fileName: string; readonly file: Given },
): Promise<StagedPhoto | MessageKey> {
  const drawn = await drawPoster(film);
  if (drawn === null) return film.size === 0 ? 'photoProblem.empty' : 'photoProblem.clipUnsupported';
  const answer = await bridge.stageClip({ ...given, ...drawn });
  return answer.ok ? answer.value : PROBLEM_KEYS[answer.error];
}

/** A file of this disk is lent, and never comes into the page's memory. What was copied as a picture has no file. */
async function give(file: File): Promise<Given | MessageKey> {
  const lent = await bridge.lend([file]);
  const found = lent.ok ? lent.value.files[0] : undefined;
  if (found?.kind === 'folder') return 'photoProblem.unreadable';
  if (found?.kind === 'file') return { token: found.token };
  if (file.size === 0) return 'photoProblem.empty';
  if (file.size > PHOTO_FILE_BYTES_MAX) return 'photoProblem.unreadable';
  const bytes = await readFile(file);
  return bytes === null ? 'photoProblem.unreadable' : { bytes };
}

/** Null for a file that is gone by now, or one that may not be read. */
async function readFile(file: File): Promise<Uint8Array<ArrayBuffer> | null> {
  try {
    return new Uint8Array(await file.arrayBuffer());
  } catch {
    return null;
  }
}

function dropFile(id: ConversationId, fileId: number, file: File, key: MessageKey): void {
  const problem: FileProblem = { fileId, fileName: file.name, key, ...(AS_FILE.has(key) && { file }) };
  useAppStore.getState().updateDraft(id, ({ tray, problems }) => ({
    tray: tray.filter((item) => item.fileId !== fileId),
    problems: [...problems, problem],
  }));
}

/** A photo that was removed while it was being prepared is not kept by anybody. */
async function keepPhoto(id: ConversationId, fileId: number, photo: StagedPhoto): Promise<void> {
  if (!isInTray(id, fileId)) {
    await bridge.discardStaged({ stagedIds: [photo.stagedId] });
    return;
  }
  useAppStore.getState().updateDraft(id, ({ tray }) => ({
    tray: tray.map((item) =>
      item.fileId === fileId ? { state: 'ready', fileId, photo, caption: '', atMs: timeOf(photo, item.atMs) } : item,
    ),
  }));
}
