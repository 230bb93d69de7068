import type { ConversationId, Input, Problem } from '../../../electron/bridge/contract.ts';
import { bridge } from '../../bridge.ts';
import { offer, tell } from '../../components/toasts.ts';
import type { MessageKey } from '../../i18n.tsx';
import { showPlace } from './show-place.ts';

const OURS = { 'bad-request': 'problem.ours', forbidden: 'problem.ours', internal: 'problem.ours' } as const;

const CONFIRM_PROBLEM_KEYS = {
  'wrong-words': 'backup.wordsNotRight',
  ...OURS,
} as const satisfies Record<Problem<'confirmRescueWords'>, MessageKey>;

const SAVE_PROBLEM_KEYS = {
  'no-profile': 'problem.ours',
  failed: 'backup.fileFailed',
  ...OURS,
} as const satisfies Record<Problem<'saveRescueFile'>, MessageKey>;

const PASSPHRASE_PROBLEM_KEYS = {
  'bad-passphrase': 'backup.passphraseBad',
  'wrong-passphrase': 'backup.passphraseWrong',
  refused: 'backup.passphraseNothing',
  ...OURS,
} as const satisfies Record<Problem<'setPassphrase'>, MessageKey>;

const COPY_PROBLEM_KEYS = {
  'no-folder': 'problem.ours',
  'folder-missing': 'notice.copyTrouble.folderMissing',
  'disk-full': 'notice.copyTrouble.diskFull',
  failed: 'notice.copyTrouble.failed',
  ...OURS,
} as const satisfies Record<Problem<'copyNow'>, MessageKey>;

const EXPORT_PROBLEM_KEYS = {
  'unknown-conversation': 'problem.conversationGone',
  'folder-missing': 'backup.exportFolderMissing',
  'disk-full': 'backup.exportDiskFull',
  failed: 'backup.exportFailed',
  ...OURS,
} as const satisfies Record<Problem<'exportConversation'>, MessageKey>;

const WORDS_PROBLEM_KEYS = {
  'wrong-passphrase': 'backup.passphraseWrong',
  refused: null,
  ...OURS,
} as const satisfies Record<Problem<'showRescueWords'>, MessageKey | null>;

/** The words, or the sentence why not: none if the person thought better of it. */
export async function askRescueWords(
  passphrase?: string,
): Promise<{ readonly words: readonly string[] } | { readonly problem: MessageKey | null }> {
  const answer = await bridge.showRescueWords({ passphrase });
  return answer.ok ? { words: answer.value.words } : { problem: WORDS_PROBLEM_KEYS[answer.error] };
}

/** They are out of sight: screenshots show the window again. */
export function hideRescueWords(): void {
  void bridge.hideRescueWords({});
}

export async function askWordPlaces(): Promise<readonly number[]> {
  const answer = await bridge.getWordQuestions({});
  return answer.ok ? answer.value.places : [0, 1];
}

/** The sentence for what was wrong, or null. */
export async function confirmWords(said: readonly { place: number; word: string }[]): Promise<MessageKey | null> {
  const answer = await bridge.confirmRescueWords({ said: [...said] });
  return answer.ok ? null : CONFIRM_PROBLEM_KEYS[answer.error];
}

export async function saveRescueFile(): Promise<void> {
  const answer = await bridge.saveRescueFile({});
  if (!answer.ok) tell(SAVE_PROBLEM_KEYS[answer.error]);
  else if (answer.value.isChosen) tell('backup.fileSaved');
}

/** The sentence for what was wrong, or null. Without a passphrase: it is taken away. `current` is the one there is. */
export async function setPassphrase(change: Input<'setPassphrase'>): Promise<MessageKey | null> {
  const answer = await bridge.setPassphrase(change);
  return answer.ok ? null : PASSPHRASE_PROBLEM_KEYS[answer.error];
}

/** Chooses a folder and makes the first copy there. */
export async function chooseCopyFolder(): Promise<void> {
  const answer = await bridge.chooseCopyFolder({});
  if (!answer.ok) tell('problem.ours');
  else if (answer.value.isChosen) await copyNow();
}

export async function stopCopies(): Promise<void> {
  const answer = await bridge.stopCopies({});
  if (!answer.ok) tell('problem.ours');
}

export async function copyNow(): Promise<void> {
  const answer = await bridge.copyNow({});
  if (!answer.ok) tell(COPY_PROBLEM_KEYS[answer.error]);
}

export async function exportConversation(conversationId: ConversationId): Promise<void> {
  const answer = await bridge.exportConversation({ conversationId });
  if (!answer.ok) return tell(EXPORT_PROBLEM_KEYS[answer.error]);
  const { folder, messageCount, fileCount } = answer.value;
  if (folder === undefined) return;
  offer('backup.exported', { messages: messageCount, files: fileCount }, 'backup.show', () => void showPlace('export'));
}
