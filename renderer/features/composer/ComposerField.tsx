import type { KeyboardEvent, RefObject } from 'react';
import type { ConversationId } from '../../../electron/bridge/contract.ts';
import { useTranslate } from '../../i18n.tsx';
import { useAppStore } from '../../store/app-store.ts';
import { selectDraft } from '../../store/drafts-slice.ts';
import { COMPOSER_FIELD_ID } from '../messages/draft-about.ts';
import styles from './Composer.module.css';
import { tellTyping } from './tell-typing.ts';

interface ComposerFieldProps {
  readonly field: RefObject<HTMLTextAreaElement | null>;
  readonly id: ConversationId;
  readonly name: string;
  /** Id of what says how much room is left. */
  readonly describedBy: string;
  readonly isEdit: boolean;
  readonly onKeyDown: (event: KeyboardEvent) => void;
}

/** The field by itself: a key draws this again and nothing else. It grows with the copy of its text that lies under it. */
export function ComposerField({ field, id, name, describedBy, isEdit, onKeyDown }: ComposerFieldProps) {
  const t = useTranslate();
  const text = useAppStore((state) => selectDraft(id)(state).text);
  const updateDraft = useAppStore((state) => state.updateDraft);
  return (
    <div className={styles.grow} data-text={`${text}\n`}>
      <textarea
        ref={field}
        id={COMPOSER_FIELD_ID}
        className={styles.field}
        rows={1}
        dir={text === '' ? undefined : 'auto'}
        aria-label={t('composer.label', { name })}
        aria-describedby={describedBy}
        placeholder={t('composer.placeholder', { name })}
        value={text}
        onChange={({ target: { value } }) => {
          updateDraft(id, () => ({ text: value }));
          if (!isEdit) tellTyping(id, value !== '');
        }}
        onKeyDown={onKeyDown}
      />
    </div>
  );
}
