import type { ConversationView } from '../../../electron/bridge/contract.ts';
import { Avatar } from '../../components/Avatar.tsx';
import { Button } from '../../components/Button.tsx';
import { Spinner } from '../../components/Spinner.tsx';
import { useTranslate } from '../../i18n.tsx';
import type { MessagePage } from '../../store/message-page.ts';
import { isStraight } from '../trust/trust-words.ts';
import styles from './ChatTop.module.css';
import { loadOlder } from './load-messages.ts';

interface ChatTopProps {
  readonly conversation: ConversationView;
  readonly page: MessagePage | undefined;
}

/** What stands above the oldest message loaded: that there is more, or how it all began. */
export function ChatTop({ conversation, page }: ChatTopProps) {
  const t = useTranslate();
  const { id, name, person, trust, refusal } = conversation;
  const isStraightNow = refusal === undefined && isStraight(trust);
  if (page === undefined || page.hasOlder === null) return <div className={styles.more} />;
  if (page.loading === 'failed') {
    return (
      <div className={styles.more}>
        <span>{t('chat.loadFailed')}</span>
        <Button look="quiet" onClick={() => void loadOlder(id)}>
          {t('chat.tryAgain')}
        </Button>
      </div>
    );
  }
  if (page.hasOlder) {
    return (
      <div className={styles.more}>
        <Spinner />
        <span>{t('chat.loadingOlder')}</span>
      </div>
    );
  }
  return (
    <div className={styles.beginning}>
      <Avatar hashname={person ?? id} name={name} size="large" />
      <p className={styles.name} dir="auto">
        {name}
      </p>
      <p className={styles.straight}>{isStraightNow && t('chat.straight', { name })}</p>
    </div>
  );
}
