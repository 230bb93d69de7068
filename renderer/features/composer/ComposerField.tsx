import { type KeyboardEvent, type RefObject, useLayoutEffect } from 'react';
import type { ConversationId } from '../../../electron/bridge/contract.ts';
import { useTranslate } from '../../i18n.tsx';
import { useAppStore } from '../../store/app-store.ts';
import { selectDraft } from '../../store/drafts-slice.ts';
import { COMPOSER_FIELD_ID } from '../messages/draft-about.ts';
import styles from './Composer.module.css';
import { useTyped } from './use-typed.ts';

interface ComposerFieldProps {
  readonly field: RefObject<HTMLTextAreaElement | null>;
  readonly id: ConversationId;
  readonly name: string;
  /** Id of what says how much room is left. */
  readonly describedBy: string;
  readonly isEdit: boolean;
  readonly onKeyDown: (event: KeyboardEvent) => void;
}

/**
 * The field by itself. What is typed stands in it before anything of ours runs; what stands around it, and the copy of the text
 * under it by which it grows, follow when the glyph is painted.
 */
export function ComposerField({ field, id, name, describedBy, isEdit, onKeyDown }: ComposerFieldProps) {
  const t = useTranslate();
  const text = useAppStore((state) => selectDraft(id)(state).text);
  const onChange = useTyped(id, isEdit);
  useLayoutEffect(() => {
    if (field.current !== null && field.current.value !== text) field.current.value = text;
  }, [field, text]);
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
        onChange={onChange}
        onKeyDown={onKeyDown}
      />
    </div>
  );
}
