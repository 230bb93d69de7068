import { TriangleAlert } from 'lucide-react';
import { useState } from 'react';
import { Button } from '../../components/Button.tsx';
import { CopyButton } from '../../components/CopyButton.tsx';
import { SmallDialog } from '../../components/SmallDialog.tsx';
import { type MessageKey, useTranslate } from '../../i18n.tsx';
import styles from './LinkDialog.module.css';
import { type LinkLook, linkLook } from './link-look.ts';
import { openLink } from './open-link.ts';

interface LinkDialogProps {
  readonly url: string;
  readonly onClose: () => void;
}

const WARNINGS = {
  'look-alike': 'link.lookAlike',
  foreign: 'link.foreign',
  number: 'link.number',
} as const satisfies Record<NonNullable<LinkLook['warning']>, MessageKey>;

/** Where a link really leads, before it is opened. */
export default function LinkDialog({ url, onClose }: LinkDialogProps) {
  const t = useTranslate();
  const [opener] = useState(() => document.activeElement);
  const look = linkLook(url);
  if (look === undefined) return null;
  const { host, written, warning, address } = look;
  const open = () => {
    void openLink(url);
    onClose();
  };
  return (
    <SmallDialog
      title={t('link.title')}
      onClose={onClose}
      returnTo={() => (opener instanceof HTMLElement && opener.isConnected ? opener : null)}
      actions={
        <>
          <Button look={warning === 'look-alike' ? 'plain' : 'main'} onClick={open}>
            {t('link.open')}
          </Button>
          <Button look={warning === 'look-alike' ? 'main' : 'plain'} onClick={onClose}>
            {t('dialog.cancel')}
          </Button>
        </>
      }
    >
      <div className={styles.where}>
        <p className={styles.label}>{t('link.leadsTo')}</p>
        <p className={styles.host} dir="ltr">
          {host}
        </p>
        {written !== undefined && (
          <p className={styles.label}>
            <bdi>{t('link.written', { text: written })}</bdi>
          </p>
        )}
      </div>
      {warning !== undefined && (
        <p className={styles.warning} data-tone={warning === 'look-alike' ? 'look' : 'quiet'}>
          {warning === 'look-alike' && <TriangleAlert aria-hidden="true" />}
          {t(WARNINGS[warning])}
        </p>
      )}
      <details className={styles.whole}>
        <summary>{t('link.whole')}</summary>
        <p className={styles.address} dir="ltr">
          {address}
        </p>
        <CopyButton text={address} labelKey="link.copy" copiedKey="link.copied" />
      </details>
    </SmallDialog>
  );
}
