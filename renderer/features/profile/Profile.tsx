import { PanePage } from '../../components/PanePage.tsx';
import { useTranslate } from '../../i18n.tsx';
import { ProfileEditor } from './ProfileEditor.tsx';

/** What others see of me, and where I change it. */
export function Profile() {
  const t = useTranslate();
  return (
    <PanePage title={t('profile.title')}>
      <ProfileEditor />
    </PanePage>
  );
}
