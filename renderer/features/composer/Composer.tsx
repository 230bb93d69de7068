import { Check, Mic, SendHorizontal } from 'lucide-react';
import { type KeyboardEvent, useEffect, useId, useRef, useState } from 'react';
import type { ConversationId } from '../../../electron/bridge/contract.ts';
import { Button } from '../../components/Button.tsx';
import { IconButton } from '../../components/IconButton.tsx';
import { useTranslate } from '../../i18n.tsx';
import { CHARS_LEFT_SHOWN, MESSAGE_CHARS_MAX } from '../../limits.ts';
import { useAppStore } from '../../store/app-store.ts';
import { type Draft, selectDraft } from '../../store/drafts-slice.ts';
import { selectFiles } from '../../store/files-slice.ts';
import { EmojiButton } from '../emoji/EmojiButton.tsx';
import { AddMenu } from '../files/AddMenu.tsx';
import { sendFiles } from '../files/choose-files.ts';
import { FileTray } from '../files/FileTray.tsx';
import { COMPOSER_FIELD_ID, dropAbout } from '../messages/draft-about.ts';
import { VoiceRecorder } from '../voice/VoiceRecorder.tsx';
import { AboutBar } from './AboutBar.tsx';
import styles from './Composer.module.css';
import { editLast } from './edit-last.ts';
import { FileProblems } from './FileProblems.tsx';
import { PhotoTray } from './PhotoTray.tsx';
import { canSend, sendDraft } from './send-draft.ts';
import { tellTyping } from './tell-typing.ts';
import { useTypingAnywhere } from './use-typing-anywhere.ts';

interface ComposerProps {
  readonly id: ConversationId;
  readonly name: string;
}

/** Where one writes. Enter sends, Shift and Enter begin a new line. */
export function Composer({ id, name }: ComposerProps) {
  const t = useTranslate();
  const lengthId = useId();
  const draft = useAppStore(selectDraft(id));
  const updateDraft = useAppStore((state) => state.updateDraft);
  const field = useRef<HTMLTextAreaElement>(null);
  const preparedCount = draft.tray.filter(({ state }) => state !== 'preparing').length;
  const isEdit = draft.about?.kind === 'edit';
  useEffect(() => field.current?.focus(), []);
  useTypingAnywhere(field);

  const files = useAppStore(selectFiles(id));
  const isSendable = canSend(draft) || (!isEdit && files.some(({ isGoing }) => !isGoing));
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
    if (event.key === 'ArrowUp' && isEmpty(draft) && editLast(id)) event.preventDefault();
    if (event.key !== 'Enter' || event.shiftKey) return;
    event.preventDefault();
    send();
  };

  return (
    <div className={styles.composer}>
      <FileProblems id={id} problems={draft.problems} />
      <PhotoTray id={id} tray={draft.tray} />
      <FileTray id={id} files={files} />
      <AboutBar id={id} name={name} about={draft.about} />
      <div className={styles.row} hidden={isRecording}>
        {!isEdit && <AddMenu id={id} />}
        <div className={styles.grow} data-text={`${draft.text}\n`}>
          <textarea
            ref={field}
            id={COMPOSER_FIELD_ID}
            className={styles.field}
            rows={1}
            dir={draft.text === '' ? undefined : 'auto'}
            aria-label={t('composer.label', { name })}
            aria-describedby={lengthId}
            placeholder={t('composer.placeholder', { name })}
            value={draft.text}
            onChange={(event) => {
              updateDraft(id, () => ({ text: event.target.value }));
              if (!isEdit) tellTyping(id, event.target.value !== '');
            }}
            onKeyDown={onKeyDown}
          />
        </div>
        <EmojiButton onPick={writeEmoji} returnTo={() => field.current} />
        {isEdit && (
          <IconButton look="main" label={t('composer.save')} disabled={!canSend(draft)} onClick={send}>
            <Check />
          </IconButton>
        )}
        {!isEdit && draft.tray.length === 0 && isEmpty(draft) && files.length === 0 && (
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
              : t('composer.sendPhotos', { count: draft.tray.length })}
          </Button>
        )}
      </div>
      {isRecording && (
        <div className={styles.row}>
          <VoiceRecorder id={id} onDone={stopRecording} />
        </div>
      )}
      <LengthNote id={lengthId} length={draft.text.length} />
    </div>
  );
}

const isEmpty = ({ text, tray, about }: Draft): boolean => text === '' && tray.length === 0 && about === null;

function LengthNote({ id, length }: { readonly id: string; readonly length: number }) {
  const t = useTranslate();
  const left = MESSAGE_CHARS_MAX - length;
  return (
    <p id={id} className={styles.length} data-over={left < 0} role="status">
      {left < 0 && t('composer.tooLong', { over: -left })}
      {left >= 0 && left <= CHARS_LEFT_SHOWN && t('composer.charsLeft', { left })}
    </p>
  );
}
