import { Radio } from '@base-ui/react/radio';
import { RadioGroup } from '@base-ui/react/radio-group';
import type { ConversationId } from '../../../electron/bridge/contract.ts';
import { formatBytes, formatList, type MessageKey, useTranslate } from '../../i18n.tsx';
import { useAppStore } from '../../store/app-store.ts';
import { type PhotoSize, selectDraft, type TrayItem } from '../../store/drafts-slice.ts';
import { removeFromTray } from './stage-files.ts';
import styles from './TrayHead.module.css';
import { traySum } from './tray-sum.ts';

const SIZES: readonly PhotoSize[] = ['small', 'good', 'original'];

const NAMES = {
  small: 'tray.size.small',
  good: 'tray.size.good',
  original: 'tray.size.original',
} as const satisfies Record<PhotoSize, MessageKey>;

const HINTS = {
  small: 'tray.size.smallHint',
  good: 'tray.size.goodHint',
  original: 'tray.size.originalHint',
} as const satisfies Record<PhotoSize, MessageKey>;

interface TrayHeadProps {
  readonly id: ConversationId;
  readonly tray: readonly TrayItem[];
}

/** How many there are, how large they go out, and how far their preparation is. */
export function TrayHead({ id, tray }: TrayHeadProps) {
  const t = useTranslate();
  const size = useAppStore((state) => selectDraft(id)(state).size);
  const updateDraft = useAppStore((state) => state.updateDraft);
  const { photoCount, clipCount, preparing, bytes } = traySum(tray);
  const readyCount = tray.length - preparing.length;
  const weight = (one: PhotoSize) => (bytes === null ? '…' : formatBytes(bytes[one]));

  return (
    <div className={styles.head}>
      <p className={styles.sum}>
        {preparing.length > 0
          ? t('composer.preparing', { position: readyCount + 1, count: tray.length })
          : formatList([
              ...(photoCount > 0 ? [t('tray.photos', { count: photoCount })] : []),
              ...(clipCount > 0 ? [t('tray.clips', { count: clipCount })] : []),
            ])}
      </p>
      {preparing.length > 0 && (
        <>
          <progress className={styles.progress} aria-hidden="true" value={readyCount} max={tray.length} />
          {preparing.length > 1 && (
            <button type="button" className={styles.stop} onClick={() => void removeFromTray(id, preparing.slice(1))}>
              {t('tray.stop')}
            </button>
          )}
        </>
      )}
      {photoCount > 0 && (
        <RadioGroup
          className={styles.sizes ?? ''}
          aria-label={t('tray.size')}
          value={size}
          onValueChange={(chosen: PhotoSize) => updateDraft(id, () => ({ size: chosen }))}
        >
          {SIZES.map((one) => (
            <Radio.Root
              key={one}
              value={one}
              className={styles.size ?? ''}
              title={t(HINTS[one])}
              aria-label={t('tray.size.spoken', {
                size: t(NAMES[one]),
                bytes: weight(one),
                hint: t(HINTS[one]),
              })}
            >
              <span>{t(NAMES[one])}</span>
              <span className={styles.bytes}>{weight(one)}</span>
            </Radio.Root>
          ))}
        </RadioGroup>
      )}
      {photoCount === 0 && <p className={styles.bytes}>{weight('good')}</p>}
      {photoCount > 0 && <p className={styles.hint}>{t(HINTS[size])}</p>}
    </div>
  );
}
