import { useEffect, useState } from 'react';
import type { ConversationView } from '../../../electron/bridge/contract.ts';
import { SelectRow } from '../../components/SelectRow.tsx';
import { useTranslate } from '../../i18n.tsx';
import { Toggle } from '../settings/Toggle.tsx';
import styles from './ContactDetails.module.css';
import { getByItselfBytes, setByItselfBytes, setTellsRead, setTellsTyping } from './contact-actions.ts';
import { fileRuleChoices } from './file-rule-choices.ts';
import { MuteRow } from './MuteRow.tsx';

interface ContactSettingsProps {
  readonly conversation: ConversationView;
  readonly name: string;
}

/** What is set for this chat alone. */
export function ContactSettings({ conversation, name }: ContactSettingsProps) {
  const t = useTranslate();
  const { id, tellsRead, tellsTyping } = conversation;
  return (
    <section className={styles.part} aria-label={t('contact.settings')}>
      <h3 className={styles.label}>{t('contact.settings')}</h3>
      <MuteRow conversation={conversation} />
      <FileRule conversation={conversation} />
      <Toggle
        label={t('contact.tellsRead', { name })}
        isOn={tellsRead}
        onChange={(isOn) => void setTellsRead(id, isOn)}
      />
      <Toggle
        label={t('contact.tellsTyping', { name })}
        isOn={tellsTyping}
        onChange={(isOn) => void setTellsTyping(id, isOn)}
      />
    </section>
  );
}

/** Up to which size files come without being asked for. */
function FileRule({ conversation: { id } }: { readonly conversation: ConversationView }) {
  const t = useTranslate();
  const [bytes, setBytes] = useState<number | undefined>(undefined);
  useEffect(() => {
    void getByItselfBytes(id).then(setBytes);
  }, [id]);
  if (bytes === undefined) return null;
  const choose = async (value: string) => {
    await setByItselfBytes(id, Number(value));
    setBytes(await getByItselfBytes(id));
  };
  return (
    <SelectRow
      label={t('contact.byItself')}
      value={String(bytes)}
      options={fileRuleChoices(bytes, t)}
      onChange={(value) => void choose(value)}
    />
  );
}
