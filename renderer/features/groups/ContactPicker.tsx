import { Avatar } from '../../components/Avatar.tsx';
import { useTranslate } from '../../i18n.tsx';
import styles from './ContactPicker.module.css';
import type { Contact } from './group-people.ts';

interface ContactPickerProps {
  readonly label: string;
  readonly contacts: readonly Contact[];
  readonly chosen: ReadonlySet<string>;
  readonly onChange: (chosen: ReadonlySet<string>) => void;
}

/** Contacts with a box each. */
export function ContactPicker({ label, contacts, chosen, onChange }: ContactPickerProps) {
  const t = useTranslate();
  const toggle = (person: string) => {
    const next = new Set(chosen);
    if (!next.delete(person)) next.add(person);
    onChange(next);
  };
  return (
    <fieldset className={styles.picker}>
      <legend className={styles.label}>{label}</legend>
      {contacts.length === 0 && <p className={styles.none}>{t('group.noContacts')}</p>}
      {contacts.map(({ person, name }) => (
        <label key={person} className={styles.row}>
          <Avatar hashname={person} name={name} size="small" />
          <span className={styles.name}>
            <bdi>{name}</bdi>
          </span>
          <input type="checkbox" className={styles.box} checked={chosen.has(person)} onChange={() => toggle(person)} />
        </label>
      ))}
    </fieldset>
  );
}
