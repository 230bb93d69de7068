import { useId } from 'react';
import styles from './Choice.module.css';

interface ChoiceProps<Value extends string> {
  /** Read aloud before the choices; the group's title says it to the eye. */
  readonly label: string;
  readonly options: readonly (readonly [value: Value, label: string])[];
  readonly value: Value;
  readonly onChange: (value: Value) => void;
  /** `row`: a few short words beside each other. */
  readonly shape?: 'row' | 'list';
}

/** One of a few. Arrow keys go through them, as in every group of radio buttons. */
export function Choice<Value extends string>({ label, options, value, onChange, shape = 'row' }: ChoiceProps<Value>) {
  const name = useId();
  return (
    <fieldset className={styles.choice} data-shape={shape} aria-label={label}>
      {options.map(([option, words]) => (
        <label key={option} className={styles.option}>
          <input
            type="radio"
            className={styles.radio}
            name={name}
            checked={option === value}
            onChange={() => onChange(option)}
          />
          {words}
        </label>
      ))}
    </fieldset>
  );
}
