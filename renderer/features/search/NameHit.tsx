import type { SearchView } from '../../../electron/bridge/contract.ts';
import { Avatar } from '../../components/Avatar.tsx';
import { useTranslate } from '../../i18n.tsx';
import { useAppStore } from '../../store/app-store.ts';
import styles from './Hit.module.css';

interface NameHitProps {
  readonly hit: SearchView['names'][number];
  readonly id: string;
  readonly isActive: boolean;
  readonly onOpen: () => void;
}

/** A person or a group that was found. */
export function NameHit({ hit, id, isActive, onOpen }: NameHitProps) {
  const t = useTranslate();
  const person = useAppStore((state) => state.conversationsById[hit.conversationId]?.person);
  return (
    // The field has the focus and the keys (ARIA "combobox").
    <div
      id={id}
      role="option"
      aria-selected={isActive}
      tabIndex={-1}
      className={styles.hit}
      onClick={onOpen}
      onKeyDown={undefined}
    >
      <Avatar hashname={person ?? hit.conversationId} name={hit.name} size="small" />
      <span className={styles.name}>
        <bdi>{hit.name}</bdi>
      </span>
      {(hit.isGroup || hit.member !== undefined) && (
        <span className={styles.about}>
          {hit.member === undefined ? t('search.group') : t('search.groupWith', { name: hit.member })}
        </span>
      )}
    </div>
  );
}
