import type { ConversationId, LentFileView, Problem } from '../../../electron/bridge/contract.ts';
import { bridge } from '../../bridge.ts';
import { tell } from '../../components/toasts.ts';
import type { MessageKey } from '../../i18n.tsx';
import { LENT_FILES_MAX } from '../../limits.ts';
import { useAppStore } from '../../store/app-store.ts';
import { type ChosenFile, selectFiles } from '../../store/files-slice.ts';
import { focusComposer } from '../messages/focus-composer.ts';

/** What to say about a file that can't be sent; the sentence names the file, the others go on. */
const SEND_PROBLEM_KEYS = {
  'unknown-conversation': 'composer.conversationGone',
  'unknown-message': 'files.problem.ours',
  'not-a-member': 'composer.notMember',
  'file-unreadable': 'files.problem.unreadable',
  'file-changed': 'files.problem.changed',
  'too-large': 'files.problem.tooLarge',
  'not-a-recording': 'files.problem.ours',
  'not-here-yet': 'files.problem.ours',
  'disk-full': 'files.problem.diskFull',
  'not-lent': 'files.problem.notLent',
  forbidden: 'files.problem.ours',
  'bad-request': 'files.problem.ours',
  internal: 'files.problem.ours',
} as const satisfies Record<Problem<'sendFile'>, MessageKey>;

/** Problems count down, photos in the tray count up: their numbers never meet. */
let problemsSeen = 0;

function say(id: ConversationId, fileName: string, key: MessageKey): void {
  const problem = { fileId: --problemsSeen, fileName, key };
  useAppStore.getState().updateDraft(id, ({ problems }) => ({ problems: [...problems, problem] }));
}

/** Takes chosen, dropped or pasted files into the tray. Nothing of them is read yet. */
export async function chooseFiles(id: ConversationId, files: readonly File[]): Promise<void> {
  const room = LENT_FILES_MAX - selectFiles(id)(useAppStore.getState()).length;
  const taken = files.slice(0, Math.max(0, room));
  const leftOut = files.length - taken.length;
  if (leftOut > 0) tell('files.problem.tooMany', { count: leftOut, max: LENT_FILES_MAX });
  if (taken.length === 0) return;
  const answer = await bridge.lend(taken);
  if (!answer.ok) {
    tell('problem.ours');
    return;
  }
  for (const [index, file] of answer.value.files.entries()) keep(id, file, taken[index]?.name ?? file.name);
}

function keep(id: ConversationId, { token, name, bytes, kind }: LentFileView, givenName: string): void {
  if (kind === 'folder') say(id, givenName, 'files.problem.folder');
  else if (kind === 'unreadable') say(id, givenName, 'files.problem.unreadable');
  else useAppStore.getState().updateFiles(id, (files) => [...files, { token, name, bytes, isGoing: false }]);
}

export async function removeFile(id: ConversationId, { token }: ChosenFile): Promise<void> {
  useAppStore.getState().updateFiles(id, (files) => files.filter((file) => file.token !== token));
  await bridge.giveBackFiles({ tokens: [token] });
}

/** Sends what is in the tray, one file after the other. What can't be sent leaves with its reason said. */
export async function sendFiles(id: ConversationId): Promise<void> {
  const { updateFiles, applyMessagesChanged } = useAppStore.getState();
  const waiting = selectFiles(id)(useAppStore.getState()).filter(({ isGoing }) => !isGoing);
  const tokens = new Set(waiting.map(({ token }) => token));
  updateFiles(id, (files) => files.map((file) => (tokens.has(file.token) ? { ...file, isGoing: true } : file)));
  for (const { token, name } of waiting) {
    const answer = await bridge.sendFile({ conversationId: id, token });
    const isToTryAgain = !answer.ok && answer.error === 'disk-full';
    updateFiles(id, (files) =>
      files.flatMap((file) => (file.token !== token ? [file] : isToTryAgain ? [{ ...file, isGoing: false }] : [])),
    );
    if (answer.ok) applyMessagesChanged(id, [answer.value.message]);
    else say(id, name, SEND_PROBLEM_KEYS[answer.error]);
  }
}

/** Asks for files in the system's own dialog. */
export function pickFiles(id: ConversationId): void {
  const input = document.createElement('input');
  input.type = 'file';
  input.multiple = true;
  input.addEventListener('change', () => {
    void chooseFiles(id, [...(input.files ?? [])]);
    focusComposer();
  });
  input.click();
}

const FILM_TYPES: ReadonlySet<string> = new Set(['video/mp4', 'video/webm', 'video/quicktime', 'video/x-m4v']);

/** A film of a kind that an album takes. Some systems give files no type: then the name says it. */
export const isFilm = ({ type, name }: Pick<File, 'type' | 'name'>): boolean =>
  FILM_TYPES.has(type) || (type === '' && /\.(?:mp4|m4v|mov|webm)$/i.test(name));

/** What goes into an album; everything else goes as a file, as it is. */
export function isMedia({ type, name }: Pick<File, 'type' | 'name'>): boolean {
  if (type === 'image/svg+xml') return false; // a document with scripts in it
  return type.startsWith('image/') || isFilm({ type, name }) || /\.(?:heic|heif|avif)$/i.test(name);
}
