import type { InviteStoryView } from '../../../electron/bridge/contract.ts';
import { Button } from '../../components/Button.tsx';
import { CopyButton } from '../../components/CopyButton.tsx';
import { useTranslate } from '../../i18n.tsx';
import styles from './InviteStories.module.css';
import { storyTitle, storyWords, userWords } from './story-words.ts';
import { makeInvite, useInviteStories, withdrawInvite } from './use-invite-stories.ts';

/** What became of every invite; folded away, since mostly one is enough. */
export function InviteStories() {
  const t = useTranslate();
  const stories = useInviteStories();
  if (stories.length === 0) return null;
  return (
    <details className={styles.stories}>
      <summary className={styles.summary}>
        {t('add.stories')} <span className={styles.count}>{stories.length}</span>
      </summary>
      <ul className={styles.list}>
        {stories.map((story) => (
          <Story key={story.id} story={story} />
        ))}
      </ul>
      <Button onClick={() => void makeInvite()}>{t('add.anotherInvite')}</Button>
    </details>
  );
}

function Story({ story }: { readonly story: InviteStoryView }) {
  const t = useTranslate();
  const title = storyTitle(story, t);
  return (
    <li className={styles.story} data-state={story.state}>
      <div className={styles.words}>
        <p className={styles.title}>{title}</p>
        <p className={styles.state}>{storyWords(story, t)}</p>
        {userWords(story, t).map((words) => (
          <p key={words}>{words}</p>
        ))}
      </div>
      {story.invite !== undefined && (
        <div className={styles.actions}>
          <CopyButton text={story.invite.text} labelKey="story.copyLabel" copiedKey="add.copied" />
          <Button aria-label={`${t('story.withdraw')}: ${title}`} onClick={() => void withdrawInvite(story.id)}>
            {t('story.withdraw')}
          </Button>
        </div>
      )}
    </li>
  );
}
