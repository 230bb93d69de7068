import { Pencil } from 'lucide-react';
import { type FormEvent, useRef, useState } from 'react';
import { Button } from './Button.tsx';
import styles from './EditableName.module.css';
import { IconButton } from './IconButton.tsx';

interface EditableNameProps {
  readonly name: string;
  /** Of the pencil; without one the name can't be changed. */
  readonly changeLabel: string | null;
  readonly fieldLabel: string;
  readonly saveLabel: string;
  /** What stands in the field at first. */
  readonly given: string;
  /** Shown in the empty field, and means that it may stay empty. */
  readonly placeholder?: string;
  readonly hint?: string;
  readonly charsMax: number;
  /** Whether it is now called so; if not, the reason was told. */
  readonly onSave: (name: string) => Promise<boolean>;
}

/** The name at the head of a column, with a pencil beside it. Escape leaves it as it was. */
export function EditableName(props: EditableNameProps) {
  const { name, changeLabel, fieldLabel, saveLabel, given, placeholder, hint, charsMax, onSave } = props;
  const [written, setWritten] = useState<string | null>(null);
  const wasWriting = useRef(false);
  if (written === null) {
    return (
      <div className={styles.row}>
        <h2 className={styles.name} dir="auto">
          {name}
        </h2>
        {changeLabel !== null && (
          <IconButton
            ref={(button) => {
              if (wasWriting.current) button?.focus();
              wasWriting.current = false;
            }}
            look="small"
            label={changeLabel}
            onClick={() => setWritten(given)}
          >
            <Pencil />
          </IconButton>
        )}
      </div>
    );
  }
  const wanted = written.trim();
  const isPossible = wanted !== '' || placeholder !== undefined;
  const save = async (event: FormEvent) => {
    event.preventDefault();
    if (isPossible && (wanted === given || (await onSave(wanted)))) setWritten(null);
  };
  return (
    <form className={styles.form} onSubmit={(event) => void save(event)}>
      <input
        ref={(field) => {
          if (field !== null && !wasWriting.current) field.select();
          wasWriting.current = true;
        }}
        className={styles.field}
        dir="auto"
        aria-label={fieldLabel}
        placeholder={placeholder}
        maxLength={charsMax}
        value={written}
        onChange={(event) => setWritten(event.target.value)}
        onKeyDown={(event) => {
          if (event.key !== 'Escape') return;
          event.preventDefault(); // the column stays
          setWritten(null);
        }}
      />
      <Button look="main" type="submit" disabled={!isPossible}>
        {saveLabel}
      </Button>
      {hint !== undefined && <p className={styles.hint}>{hint}</p>}
    </form>
  );
}
