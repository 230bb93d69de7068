import type { ConversationId } from '../../../electron/bridge/contract.ts';
import { Button } from '../../components/Button.tsx';
import { Spinner } from '../../components/Spinner.tsx';
import { useTranslate } from '../../i18n.tsx';
import type { MessagePage } from '../../store/message-page.ts';
import styles from './ChatEnd.module.css';
import { loadNewer } from './load-messages.ts';

interface ChatEndProps {
  readonly id: ConversationId;
  readonly page: MessagePage | undefined;
}

/** What stands below the newest message loaded: that there is more, or a little air. */
export function ChatEnd({ id, page }: ChatEndProps) {
  const t = useTranslate();
  if (page?.hasNewer !== true) return <div className={styles.end} />;
  return (
    <div className={styles.more}>
      {page.loading === 'failed' ? (
        <>
          <span>{t('chat.loadFailed')}</span>
          <Button look="quiet" onClick={() => void loadNewer(id)}>
            {t('chat.tryAgain')}
          </Button>
        </>
      ) : (
        <>
          <Spinner />
          <span>{t('chat.loadingNewer')}</span>
        </>
      )}
    </div>
  );
}
