import { SmallDialog } from '../../components/SmallDialog.tsx';
import { useTranslate } from '../../i18n.tsx';
import { isMac, keyNames } from './key-names.ts';
import styles from './ShortcutsList.module.css';
import { SHORTCUT_GROUPS } from './shortcuts.ts';

/** Every shortcut there is, as the table has them. */
export function ShortcutsList({ onClose }: { readonly onClose: () => void }) {
  const t = useTranslate();
  const onMac = isMac();
  return (
    <SmallDialog title={t('shortcuts.title')} onClose={onClose}>
      <div className={styles.groups}>
        {SHORTCUT_GROUPS.map(({ titleKey, shortcuts }) => (
          <section key={titleKey}>
            <h3 className={styles.title}>{t(titleKey)}</h3>
            <dl className={styles.list}>
              {shortcuts.map(({ labelKey, keys }) => (
                <div key={labelKey} className={styles.row}>
                  <dt>{t(labelKey)}</dt>
                  <dd className={styles.keys} dir="ltr">
                    {keyNames(keys[0] ?? '', onMac, t).map((name) => (
                      <kbd key={name} className={styles.key}>
                        {name}
                      </kbd>
                    ))}
                  </dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
      </div>
    </SmallDialog>
  );
}
