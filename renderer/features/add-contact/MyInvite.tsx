import { Button } from '../../components/Button.tsx';
import { CopyButton } from '../../components/CopyButton.tsx';
import { QrCode } from '../../components/QrCode.tsx';
import { useTranslate } from '../../i18n.tsx';
import { useToday } from '../../use-today.ts';
import { expiryWords } from './expiry-words.ts';
import styles from './MyInvite.module.css';
import { useMyInvite } from './use-my-invite.ts';

export function MyInvite() {
  const t = useTranslate();
  const todayMs = useToday();
  const [mine, again] = useMyInvite();

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
          <CopyButton
            text={mine.state === 'ready' ? mine.invite.text : ''}
            isDisabled={mine.state !== 'ready'}
            labelKey="add.copyInvite"
            copiedKey="add.copied"
            look="main"
            className={styles.copy}
          />
        )}
        <p className={styles.expiry}>{mine.state === 'ready' && expiryWords(mine.invite.expiresAtMs, todayMs, t)}</p>
      </div>
    </section>
  );
}
