import { Eye, EyeOff } from 'lucide-react';
import { useState } from 'react';
import { useTranslate } from '../i18n.tsx';
import { PASSPHRASE_CHARS_MAX } from '../limits.ts';
import { IconButton } from './IconButton.tsx';
import styles from './SecretField.module.css';

interface SecretFieldProps {
  readonly label: string;
  readonly value: string;
  readonly describedBy?: string;
  readonly isWrong?: boolean;
  readonly isNew?: boolean;
  /** It is what this screen is for. */
  readonly takesFocus?: boolean;
  readonly onChange: (text: string) => void;
}

/** A passphrase, in dots unless one asks to see it: who mistypes in the dark gives up. */
export function SecretField({
  label,
  value,
  describedBy,
  isWrong = false,
  isNew = false,
  takesFocus = false,
  onChange,
}: SecretFieldProps) {
  const t = useTranslate();
  const [isShown, setShown] = useState(false);
  return (
    <div className={styles.field}>
      <input
        className={styles.text}
        ref={takesFocus ? focusOnce : undefined}
        type={isShown ? 'text' : 'password'}
        dir="auto"
        aria-label={label}
        placeholder={label}
        autoComplete={isNew ? 'new-password' : 'current-password'}
        spellCheck={false}
        maxLength={PASSPHRASE_CHARS_MAX}
        aria-invalid={isWrong}
        aria-describedby={describedBy}
        value={value}
        onChange={(event) => onChange(event.target.value)}
      />
      <IconButton
        label={t(isShown ? 'secret.hide' : 'secret.show')}
        aria-pressed={isShown}
        onClick={() => setShown(!isShown)}
      >
        {isShown ? <EyeOff /> : <Eye />}
      </IconButton>
    </div>
  );
}

const focusOnce = (field: HTMLInputElement | null): void => field?.focus();
