import type { ConversationView } from '../../../electron/bridge/contract.ts';
import { SelectRow } from '../../components/SelectRow.tsx';
import { useTranslate } from '../../i18n.tsx';
import { setMuted } from './contact-actions.ts';
import { muteChoices, mutedUntil } from './mute-choices.ts';

/** Whether a chat may notify, and if not, until when. */
export function MuteRow({ conversation: { id, mutedUntilMs } }: { readonly conversation: ConversationView }) {
  const t = useTranslate();
  const { value, options } = muteChoices(mutedUntilMs, Date.now(), t);
  return (
    <SelectRow
      label={t('contact.mute')}
      value={value}
      options={options}
      onChange={(chosen) => chosen !== 'until' && void setMuted(id, mutedUntil(chosen, Date.now()))}
    />
  );
}
