import type { SafetyView } from '../../../electron/bridge/contract.ts';
import { useTranslate } from '../../i18n.tsx';
import { SafetyPicture } from './SafetyPicture.tsx';
import styles from './SharedPicture.module.css';
import { colorKeyOf } from './safety-drawing.ts';

/** The picture and the word that are to be the same on both screens. */
export function SharedPicture({ shared }: { readonly shared: SafetyView }) {
  const t = useTranslate();
  return (
    <div className={styles.shared}>
      <p>{t('check.sideBody')}</p>
      <SafetyPicture left={shared} right={shared} label={t('check.sharedPicture', { color: t(colorKeyOf(shared)) })} />
      <p className={styles.word} lang="en">
        {shared.words.join(' ')}
      </p>
    </div>
  );
}
