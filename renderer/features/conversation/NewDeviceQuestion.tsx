import { useState } from 'react';
import type { ConversationView } from '../../../electron/bridge/contract.ts';
import { Button } from '../../components/Button.tsx';
import { useTranslate } from '../../i18n.tsx';
import { answerNewDevice } from '../contact/contact-actions.ts';
import styles from './ConversationNote.module.css';

interface NewDeviceQuestionProps {
  readonly conversation: ConversationView;
  readonly device: string;
}

/** Another device claims to be theirs. Writing goes on meanwhile; the pill keeps the question until it is answered. */
export function NewDeviceQuestion({ conversation: { id, name }, device }: NewDeviceQuestionProps) {
  const t = useTranslate();
  const [isLater, setLater] = useState(false);
  if (isLater) return null;
  return (
    <section className={styles.note} data-tone="look" aria-label={t('pill.newDevice')}>
      <p>{t('device.question', { name })}</p>
      <div className={styles.actions}>
        <Button look="quiet" onClick={() => void answerNewDevice(id, device, true)}>
          {t('device.yes', { name })}
        </Button>
        <Button look="quiet" onClick={() => void answerNewDevice(id, device, false)}>
          {t('device.no', { name })}
        </Button>
        <Button look="quiet" onClick={() => setLater(true)}>
          {t('device.later')}
        </Button>
      </div>
    </section>
  );
}
