import { useId } from 'react';
import type { NearbyView } from '../../../electron/bridge/contract.ts';
import { Avatar } from '../../components/Avatar.tsx';
import { useTranslate } from '../../i18n.tsx';
import { useAppStore } from '../../store/app-store.ts';
import { Toggle } from '../settings/Toggle.tsx';
import { meetNeighbour, setVisibleNearby } from './meet-neighbour.ts';
import styles from './Nearby.module.css';
import { useNearby } from './use-nearby.ts';

/** Who has Hashline open in this network, and whether they see us. */
export function Nearby() {
  const t = useTranslate();
  const titleId = useId();
  const nearby = useAppStore((state) => state.nearby);
  const isVisible = useAppStore((state) => state.isVisibleNearby);
  useNearby();
  return (
    <section className={styles.nearby} aria-labelledby={titleId}>
      <h2 id={titleId} className={styles.title}>
        {t('nearby.title')}
      </h2>
      {nearby.length === 0 && <p className={styles.none}>{t('nearby.none')}</p>}
      <ul className={styles.people} aria-live="polite">
        {nearby.map((neighbour) => (
          <Neighbour key={neighbour.person} neighbour={neighbour} />
        ))}
      </ul>
      <Toggle
        label={t('nearby.visible')}
        {...(!isVisible && { hint: t('nearby.hidden') })}
        isOn={isVisible}
        onChange={(isOn) => void setVisibleNearby(isOn)}
      />
    </section>
  );
}

function Neighbour({ neighbour }: { readonly neighbour: NearbyView }) {
  const t = useTranslate();
  const { person, name, knownConversationId } = neighbour;
  return (
    <li>
      <button
        type="button"
        className={styles.person}
        title={t(knownConversationId === undefined ? 'nearby.meet' : 'nearby.known', { name })}
        onClick={() => void meetNeighbour(neighbour)}
      >
        <Avatar hashname={person} name={name} size="small" />
        <span className={styles.name}>
          <bdi>{name}</bdi>
        </span>
      </button>
    </li>
  );
}
