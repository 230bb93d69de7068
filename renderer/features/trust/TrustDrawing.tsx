import { Server } from 'lucide-react';
import type { TrustView } from '../../../electron/bridge/contract.ts';
import { Avatar } from '../../components/Avatar.tsx';
import type { Joint } from '../../components/JoinedDots.tsx';
import { useTranslate } from '../../i18n.tsx';
import { useAppStore } from '../../store/app-store.ts';
import styles from './TrustDrawing.module.css';

interface TrustDrawingProps {
  readonly name: string;
  readonly person: string;
  /** The contact in the middle; with `between` and without one, it is somebody unknown. */
  readonly via: TrustView['via'];
  readonly joint: Joint;
  readonly label: string;
}

/** You — Anna; or You — Tom — Anna. */
export function TrustDrawing({ name, person, via, joint, label }: TrustDrawingProps) {
  const t = useTranslate();
  const profile = useAppStore((state) => state.profile);
  return (
    <div className={styles.drawing} role="img" aria-label={label} data-joint={joint}>
      <figure className={styles.person}>
        <Avatar hashname={profile?.hashname ?? ''} name={profile?.name ?? ''} />
        <figcaption>{t('trust.you')}</figcaption>
      </figure>
      <span className={styles.way} />
      {joint === 'between' && (
        <>
          <figure className={styles.person}>
            {via === undefined ? (
              <Server className={styles.helper} />
            ) : (
              <Avatar hashname={via.person} name={via.name} />
            )}
            <figcaption dir="auto">{via?.name ?? t('trust.helper')}</figcaption>
          </figure>
          <span className={styles.way} />
        </>
      )}
      <figure className={styles.person}>
        <Avatar hashname={person} name={name} />
        <figcaption dir="auto">{name}</figcaption>
      </figure>
    </div>
  );
}
