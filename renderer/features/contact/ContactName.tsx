import type { ContactView } from '../../../electron/bridge/contract.ts';
import { EditableName } from '../../components/EditableName.tsx';
import { useTranslate } from '../../i18n.tsx';
import { NAME_CHARS_MAX } from '../../limits.ts';
import styles from './ContactDetails.module.css';
import { setNickname } from './contact-actions.ts';

/** What they are called here; mine wins over theirs. */
export function ContactName({ contact }: { readonly contact: ContactView }) {
  const t = useTranslate();
  const { person, name, announcedName, nickname = '' } = contact;
  return (
    <>
      <EditableName
        name={name}
        changeLabel={t('contact.rename', { name })}
        fieldLabel={t('contact.nickname')}
        saveLabel={t('contact.save')}
        given={nickname}
        placeholder={announcedName}
        hint={t('contact.nicknameHint')}
        charsMax={NAME_CHARS_MAX}
        onSave={(wanted) => setNickname(person, wanted)}
      />
      {nickname !== '' && nickname !== announcedName && (
        <p className={styles.soft}>{t('contact.announced', { name: announcedName })}</p>
      )}
    </>
  );
}
