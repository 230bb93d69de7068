import { createContext, type RefObject, useContext, useLayoutEffect, useRef } from 'react';
import {
  type CustomContainerComponentProps,
  type CustomItemComponentProps,
  Virtualizer,
  type VirtualizerHandle,
} from 'virtua';
import type { ConversationId } from '../../../electron/bridge/contract.ts';
import { FIRST_ROWS, LIST_BUFFER_PX } from '../../limits.ts';
import styles from './ConversationList.module.css';
import { ConversationRow } from './ConversationRow.tsx';
import { RowInvitation } from './RowInvitation.tsx';
import type { RowPopup } from './RowMenu.tsx';
import { placesMoved } from './row-places.ts';
import { usePinDrag } from './use-pin-drag.ts';
import type { RowKeys } from './use-row-keys.ts';

interface RowListProps {
  readonly ids: readonly ConversationId[];
  /** Those that can be dragged into another order. */
  readonly pinned: readonly ConversationId[];
  readonly openId: ConversationId | undefined;
  readonly keys: Pick<RowKeys, 'tabStop' | 'reachable'>;
  readonly scroller: RefObject<HTMLElement | null>;
  readonly onOpen: (id: ConversationId) => void;
  readonly onOpenMenu: (popup: RowPopup) => void;
}

/** Hundreds of chats, of which only those in sight are drawn; the keyboard and who listens still have all of them. */
export function RowList({ ids, pinned, openId, keys, scroller, onOpen, onOpenMenu }: RowListProps) {
  const list = useRef<VirtualizerHandle>(null);
  const dragPartsOf = usePinDrag(pinned);
  useSteadyPlace(ids, list, scroller);
  return (
    <div className={styles.rows}>
      <RowCount value={ids.length}>
        <Virtualizer
          ref={list}
          as={Rows}
          item={Place}
          data={ids}
          scrollRef={scroller}
          bufferSize={LIST_BUFFER_PX}
          ssrCount={FIRST_ROWS}
          keepMounted={keys.reachable}
        >
          {(id) => (
            <div key={id} className={styles.item} {...dragPartsOf(id)}>
              <ConversationRow
                id={id}
                isOpen={id === openId}
                isTabStop={id === keys.tabStop}
                onOpen={onOpen}
                onOpenMenu={onOpenMenu}
              />
              <RowInvitation id={id} />
            </div>
          )}
        </Virtualizer>
      </RowCount>
    </div>
  );
}

const RowCount = createContext(0);

/** While it is scrolled, too, a row can be clicked: virtua would let no click through. */
function Rows({ ref, style, children }: CustomContainerComponentProps) {
  return (
    <ul ref={ref} style={{ ...style, pointerEvents: 'auto' }}>
      {children}
    </ul>
  );
}

/** Says which of how many it is: the others are not there to be counted. */
function Place({ ref, style, index, children }: CustomItemComponentProps) {
  const count = useContext(RowCount);
  return (
    <li ref={ref} style={style} aria-posinset={index + 1} aria-setsize={count}>
      {children}
    </li>
  );
}

/** What is looked at stays where it is when a chat from below, or one that is new, goes to the top. */
function useSteadyPlace(
  ids: readonly ConversationId[],
  list: RefObject<VirtualizerHandle | null>,
  scroller: RefObject<HTMLElement | null>,
): void {
  const before = useRef(ids);
  useLayoutEffect(() => {
    const past = before.current;
    before.current = ids;
    const view = list.current;
    if (past === ids || view === null || scroller.current === null || scroller.current.scrollTop <= 0) return;
    const first = view.findItemIndex(scroller.current.scrollTop);
    const moved = placesMoved(past, ids, first);
    scroller.current.scrollTop += view.getItemOffset(first + moved) - view.getItemOffset(first);
  }, [ids, list, scroller]);
}
