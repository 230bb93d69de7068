import { Check, ImageDown } from 'lucide-react';
import { useState } from 'react';
import { Button } from '../../components/Button.tsx';
import { CopyButton } from '../../components/CopyButton.tsx';
import { QrCode } from '../../components/QrCode.tsx';
import { useBriefly } from '../../components/use-briefly.ts';
import { useTranslate } from '../../i18n.tsx';
import { useAppStore } from '../../store/app-store.ts';
import { useToday } from '../../use-today.ts';
import { expiryWords } from './expiry-words.ts';
import styles from './MyInvite.module.css';
import { saveQrPicture } from './save-qr-picture.ts';
import { useMyInvite } from './use-my-invite.ts';

export function MyInvite() {
  const t = useTranslate();
  const todayMs = useToday();
  const [mine, again] = useMyInvite();
  const [isSaved, confirmSaved] = useBriefly();
  /** The text that was copied: after the next one is made, that is to be copied. */
  const [copied, setCopied] = useState<string | null>(null);
  const name = useAppStore((state) => state.profile?.name ?? '');
  const save = async (qr: string) => {
    if (await saveQrPicture(qr, t('add.savedName', { name }))) confirmSaved();
  };

  return (
    <section className={styles.invite}>
      <div className={styles.code}>
        {mine.state === 'ready' && <QrCode content={mine.invite.qr} label={t('add.qrLabel')} />}
      </div>
      <div className={styles.words}>
        <h3 className={styles.title}>{t('add.myInviteTitle')}</h3>
        <p>{t('add.myInviteBody')}</p>
        {mine.state === 'failed' ? (
          <>
            <p role="alert">{t('add.inviteFailed')}</p>
            <Button onClick={again}>{t('add.tryAgain')}</Button>
          </>
        ) : (
          <div className={styles.actions}>
            <CopyButton
              text={mine.state === 'ready' ? mine.invite.text : ''}
              isDisabled={mine.state !== 'ready'}
              labelKey="add.copyInvite"
              copiedKey="add.copied"
              look="main"
              className={styles.copy}
              onCopied={() => setCopied(mine.state === 'ready' ? mine.invite.text : null)}
            />
            <Button
              className={styles.copy}
              disabled={mine.state !== 'ready'}
              onClick={() => mine.state === 'ready' && void save(mine.invite.qr)}
            >
              {isSaved ? <Check aria-hidden="true" /> : <ImageDown aria-hidden="true" />}
              <span aria-live="polite">{t(isSaved ? 'add.saved' : 'add.save')}</span>
            </Button>
          </div>
        )}
        <p className={styles.expiry} aria-live="polite">
          {mine.state === 'ready' && copied === mine.invite.text && `${t('add.nowPaste')} `}
          {mine.state === 'ready' && expiryWords(mine.invite.expiresAtMs, todayMs, t)}
        </p>
      </div>
    </section>
  );
}
