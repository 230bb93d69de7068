import { useId } from 'react';
import styles from './SwitchRow.module.css';

interface SwitchRowProps {
  readonly label: string;
  readonly hint?: string | undefined;
  readonly isOn: boolean;
  readonly onChange: (isOn: boolean) => void;
}

/** One thing that is on or off, with its words before it. It changes at once. */
export function SwitchRow({ label, hint, isOn, onChange }: SwitchRowProps) {
  const hintId = useId();
  return (
    <div>
      <label className={styles.row}>
        <span className={styles.label}>{label}</span>
        <input
          type="checkbox"
          role="switch"
          className={styles.box}
          checked={isOn}
          aria-checked={isOn}
          aria-describedby={hint === undefined ? undefined : hintId}
          onChange={(event) => onChange(event.target.checked)}
        />
      </label>
      {hint !== undefined && (
        <p id={hintId} className={styles.hint}>
          {hint}
        </p>
      )}
    </div>
  );
}
