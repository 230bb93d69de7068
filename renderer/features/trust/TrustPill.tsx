import { Popover } from '@base-ui/react/popover';
import { useState } from 'react';
import type { ConversationView } from '../../../electron/bridge/contract.ts';
import { JoinedDots } from '../../components/JoinedDots.tsx';
import { useTranslate } from '../../i18n.tsx';
import { useAppStore } from '../../store/app-store.ts';
import { selectContact, selectIsVerifying } from '../../store/people-slice.ts';
import { identityNews, isUnchecked } from './identity-news.ts';
import { TrustPanel } from './TrustPanel.tsx';
import styles from './TrustPill.module.css';
import { TRUST_PILL_ID } from './trust-pill-id.ts';
import { trustWords } from './trust-words.ts';

/** The way to this person, in a word and a small drawing, outside anything they can write. A click says more. */
export function TrustPill({ conversation }: { readonly conversation: ConversationView }) {
  const t = useTranslate();
  const { name, trust } = conversation;
  const words = trustWords(trust, name, t);
  const contact = useAppStore(selectContact(conversation.person));
  const news = identityNews(conversation, contact, t);
  const isVerifying = useAppStore(selectIsVerifying);
  const [isOpen, setOpen] = useState(false);
  if (isOpen && isVerifying) setOpen(false); // one layer at a time
  return (
    <Popover.Root open={isOpen} onOpenChange={setOpen}>
      <Popover.Trigger
        id={TRUST_PILL_ID}
        className={styles.pill ?? ''}
        data-tone={news === null ? undefined : 'look'}
        aria-label={t('pill.label', { name, state: news ?? words.pill })}
        title={words.sentence}
      >
        <JoinedDots joint={words.joint} isHollow={isUnchecked(contact)} />
        <span className={styles.words}>{news ?? words.pill}</span>
      </Popover.Trigger>
      <span className="spoken" role="status">
        {news ?? words.pill}
      </span>
      <Popover.Portal>
        <Popover.Positioner
          className={styles.positioner ?? ''}
          side="bottom"
          align="end"
          sideOffset={6}
          collisionPadding={8}
        >
          <Popover.Popup className={styles.panel ?? ''} finalFocus={() => !selectIsVerifying(useAppStore.getState())}>
            <TrustPanel conversation={conversation} words={words} />
          </Popover.Popup>
        </Popover.Positioner>
      </Popover.Portal>
    </Popover.Root>
  );
}
