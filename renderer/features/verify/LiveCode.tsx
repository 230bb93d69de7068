import { type ReactNode, useEffect, useState } from 'react';
import type { InviteView } from '../../../electron/bridge/contract.ts';
import { Button } from '../../components/Button.tsx';
import { QrCode } from '../../components/QrCode.tsx';
import { useTranslate } from '../../i18n.tsx';
import styles from './LiveCode.module.css';
import { useSecondsLeft } from './use-seconds-left.ts';
import { getLiveCode } from './verify-actions.ts';

/** A code of my own for the other one's camera, good for two minutes and then gone. */
export function LiveCode({ back }: { readonly back: ReactNode }) {
  const t = useTranslate();
  const [code, setCode] = useState<InviteView | null>(null);
  const secondsLeft = useSecondsLeft(code?.expiresAtMs);
  const make = () => void getLiveCode().then(setCode);
  useEffect(() => {
    void getLiveCode().then(setCode);
  }, []);
  const isGone = code !== null && secondsLeft === 0 && code.expiresAtMs <= Date.now();
  return (
    <div className={styles.live}>
      <div className={styles.code}>
        {code !== null && !isGone && <QrCode content={code.qr} label={t('check.codeLabel')} />}
      </div>
      <p className={styles.left}>
        {isGone ? t('check.codeGone') : code !== null && t('check.codeLeft', { seconds: secondsLeft })}
      </p>
      {isGone && (
        <Button look="main" onClick={make}>
          {t('check.newCode')}
        </Button>
      )}
      {back}
    </div>
  );
}
