import { Minus, Plus } from 'lucide-react';
import { Button } from '../../components/Button.tsx';
import { IconButton } from '../../components/IconButton.tsx';
import { formatPercent, useTranslate } from '../../i18n.tsx';
import { TEXT_PERCENTS } from '../../limits.ts';
import { useAppStore } from '../../store/app-store.ts';
import { changeLook } from './change-look.ts';
import styles from './TextSize.module.css';

const USUAL_PERCENT = 100;

/** Two buttons and the number between them: a slider would run away under the pointer while everything grows. */
export function TextSize() {
  const t = useTranslate();
  const percent = useAppStore((state) => state.look.textPercent);
  const smaller = TEXT_PERCENTS.findLast((each) => each < percent);
  const larger = TEXT_PERCENTS.find((each) => each > percent);
  const choose = (textPercent: number | undefined) => textPercent !== undefined && void changeLook({ textPercent });
  return (
    <div className={styles.row}>
      <IconButton label={t('look.smaller')} disabled={smaller === undefined} onClick={() => choose(smaller)}>
        <Minus />
      </IconButton>
      <output className={styles.percent} aria-live="polite">
        {formatPercent(percent / 100)}
      </output>
      <IconButton label={t('look.larger')} disabled={larger === undefined} onClick={() => choose(larger)}>
        <Plus />
      </IconButton>
      {percent !== USUAL_PERCENT && (
        <Button look="quiet" onClick={() => choose(USUAL_PERCENT)}>
          {t('look.usual')}
        </Button>
      )}
    </div>
  );
}
