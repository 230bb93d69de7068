import { Camera, ImageUp } from 'lucide-react';
import { useRef, useState } from 'react';
import { bridge } from '../../bridge.ts';
import { Button } from '../../components/Button.tsx';
import { type MessageKey, useTranslate } from '../../i18n.tsx';
import { useAppStore } from '../../store/app-store.ts';
import { ScanDialog } from '../scan/ScanDialog.tsx';
import { INVITE_PROBLEM_KEYS, looksLikeInvite } from './accept-invite.ts';
import styles from './TheirInvite.module.css';
import { takeQrPicture } from './use-qr-pictures.ts';

/** Uses what the camera sees: a live code verifies both. */
async function takeScanned(text: string): Promise<MessageKey | null> {
  if (!looksLikeInvite(text)) return 'qr.notAnInvite';
  const answer = await bridge.scanCode({ text });
  if (!answer.ok) return INVITE_PROBLEM_KEYS[answer.error];
  useAppStore.getState().showConversation(answer.value.conversationId);
  return null;
}

/** The two ways by which a code comes in. */
export function CodeButtons() {
  const t = useTranslate();
  const picker = useRef<HTMLInputElement>(null);
  const [isScanning, setScanning] = useState(false);
  return (
    <div className={styles.codes}>
      <Button onClick={() => picker.current?.click()}>
        <ImageUp aria-hidden="true" />
        {t('add.pickPicture')}
      </Button>
      <Button onClick={() => setScanning(true)}>
        <Camera aria-hidden="true" />
        {t('add.scan')}
      </Button>
      <input
        ref={picker}
        type="file"
        hidden
        accept="image/*"
        onChange={(event) => {
          const [file] = event.target.files ?? [];
          if (file !== undefined) void takeQrPicture(file);
          event.target.value = ''; // the same file can be chosen again
        }}
      />
      {isScanning && <ScanDialog title={t('scan.title')} onCode={takeScanned} onClose={() => setScanning(false)} />}
    </div>
  );
}
