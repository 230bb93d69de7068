import { Check, Mic, SendHorizontal } from 'lucide-react';
import { type KeyboardEvent, useEffect, useId, useRef, useState } from 'react';
import { useShallow } from 'zustand/react/shallow';
import type { ConversationId } from '../../../electron/bridge/contract.ts';
import { Button } from '../../components/Button.tsx';
import { IconButton } from '../../components/IconButton.tsx';
import { useTranslate } from '../../i18n.tsx';
import { useAppStore } from '../../store/app-store.ts';
import { type Draft, selectDraft } from '../../store/drafts-slice.ts';
import { selectFiles } from '../../store/files-slice.ts';
import { EmojiButton } from '../emoji/EmojiButton.tsx';
import { AddMenu } from '../files/AddMenu.tsx';
import { sendFiles } from '../files/choose-files.ts';
import { FileTray } from '../files/FileTray.tsx';
import { dropAbout } from '../messages/draft-about.ts';
import { VoiceRecorder } from '../voice/VoiceRecorder.tsx';
import { AboutBar } from './AboutBar.tsx';
import styles from './Composer.module.css';
import { ComposerField } from './ComposerField.tsx';
import { EmptyTray } from './EmptyTray.tsx';
import { editLast } from './edit-last.ts';
import { FileProblems } from './FileProblems.tsx';
import { LengthNote } from './LengthNote.tsx';
import { PhotoTray } from './PhotoTray.tsx';
import { canSend, sendDraft } from './send-draft.ts';
import { traySum } from './tray-sum.ts';
import { useTypingAnywhere } from './use-typing-anywhere.ts';

interface ComposerProps {
  readonly id: ConversationId;
  readonly name: string;
}

/**
 * Where one writes. Enter sends, Shift and Enter begin a new line. Only the field reads the text itself: what is around it is drawn
 * again when something else changes.
 */
export function Composer({ id, name }: ComposerProps) {
  const t = useTranslate();
  const lengthId = useId();
  const draft = useAppStore(useShallow((state) => frameOf(selectDraft(id)(state))));
  const updateDraft = useAppStore((state) => state.updateDraft);
  const field = useRef<HTMLTextAreaElement>(null);
  const preparedCount = draft.tray.filter(({ state }) => state !== 'preparing').length;
  const isEdit = draft.about?.kind === 'edit';
  useEffect(() => field.current?.focus(), []);
  useTypingAnywhere(field);

  const files = useAppStore(selectFiles(id));
  const isSendable = draft.canSend || (!isEdit && files.some(({ isGoing }) => !isGoing));
  const isMixed = files.length > 0 || traySum(draft.tray).clipCount > 0;
  const isSettled = preparedCount === draft.tray.length && files.every(({ isGoing }) => !isGoing);
  const [isRecording, setRecording] = useState(false);

  const send = () => {
    void sendDraft(id);
    if (!isEdit) void sendFiles(id);
    field.current?.focus();
  };
  const stopRecording = () => {
    setRecording(false);
    requestAnimationFrame(() => field.current?.focus()); // once the field is there again
  };
  const writeEmoji = (emoji: string) => {
    const { selectionStart: from = 0, selectionEnd: to = from } = field.current ?? {};
    updateDraft(id, ({ text }) => ({ text: text.slice(0, from) + emoji + text.slice(to) }));
    const caret = from + emoji.length;
    requestAnimationFrame(() => field.current?.setSelectionRange(caret, caret)); // once the text is in the field
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return; // Enter then takes the word an input method offers
    if (event.key === 'Escape' && draft.about !== null) {
      event.preventDefault(); // the window has its own meaning for it
      dropAbout(id);
    }
    if (event.key === 'ArrowUp' && draft.isEmpty && editLast(id)) event.preventDefault();
    if (event.key !== 'Enter' || event.shiftKey) return;
    event.preventDefault();
    send();
  };

  return (
    <div className={styles.composer}>
      <FileProblems id={id} problems={draft.problems} />
      <PhotoTray id={id} tray={draft.tray} />
      <FileTray id={id} files={files} />
      {isSettled && <EmptyTray id={id} count={draft.tray.length + files.length} />}
      <AboutBar id={id} name={name} about={draft.about} />
      <div className={styles.row} hidden={isRecording}>
        {!isEdit && <AddMenu id={id} />}
        <ComposerField field={field} id={id} name={name} describedBy={lengthId} isEdit={isEdit} onKeyDown={onKeyDown} />
        <EmojiButton onPick={writeEmoji} returnTo={() => field.current} />
        {isEdit && (
          <IconButton look="main" label={t('composer.save')} disabled={!draft.canSend} onClick={send}>
            <Check />
          </IconButton>
        )}
        {!isEdit && draft.tray.length === 0 && draft.isEmpty && files.length === 0 && (
          <IconButton label={t('composer.record')} onClick={() => setRecording(true)}>
            <Mic />
          </IconButton>
        )}
        {!isEdit && draft.tray.length === 0 && (
          <IconButton look="main" label={t('composer.send')} disabled={!isSendable} onClick={send}>
            <SendHorizontal data-mirrors />
          </IconButton>
        )}
        {!isEdit && draft.tray.length > 0 && (
          <Button look="main" disabled={!isSendable} onClick={send}>
            {preparedCount < draft.tray.length
              ? t('composer.preparing', { position: preparedCount + 1, count: draft.tray.length })
              : t(isMixed ? 'composer.sendAll' : 'composer.sendPhotos', { count: draft.tray.length + files.length })}
          </Button>
        )}
      </div>
      {isRecording && (
        <div className={styles.row}>
          <VoiceRecorder id={id} onDone={stopRecording} />
        </div>
      )}
      <LengthNote id={lengthId} conversationId={id} />
    </div>
  );
}

/** All of a draft but its words. */
function frameOf(draft: Draft) {
  const { text, tray, about, problems } = draft;
  const isEmpty = text === '' && tray.length === 0 && about === null;
  return { tray, about, problems, isEmpty, canSend: canSend(draft) };
}
