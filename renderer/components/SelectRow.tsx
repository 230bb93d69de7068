import styles from './SelectRow.module.css';

interface SelectRowProps {
  readonly label: string;
  readonly value: string;
  readonly options: readonly { readonly value: string; readonly label: string }[];
  readonly onChange: (value: string) => void;
}

/** One of several, with its words above it. It changes at once. */
export function SelectRow({ label, value, options, onChange }: SelectRowProps) {
  return (
    <label className={styles.row}>
      <span>{label}</span>
      <select className={styles.select} value={value} onChange={(event) => onChange(event.target.value)}>
        {options.map((option) => (
          <option key={option.value} value={option.value}>
            {option.label}
          </option>
        ))}
      </select>
    </label>
  );
}
