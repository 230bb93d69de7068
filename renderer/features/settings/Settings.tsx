import { useEffect, useRef } from 'react';
import { PaneHead } from '../../components/PaneHead.tsx';
import { useTranslate } from '../../i18n.tsx';
import { useAppStore } from '../../store/app-store.ts';
import type { SettingsSection } from '../../store/view-slice.ts';
import styles from './Settings.module.css';
import { SECTIONS } from './sections.ts';

// The table has exactly the names of its type; Object.keys alone does not know that.
const NAMES = Object.keys(SECTIONS) as readonly SettingsSection[];

/** What can be set: the sections at one side, the open one beside it. */
export function Settings({ section }: { readonly section: SettingsSection }) {
  const t = useTranslate();
  const showSettings = useAppStore((state) => state.showSettings);
  const column = useRef<HTMLElement>(null);
  const shown = useRef(section);
  useEffect(() => {
    if (shown.current !== section) column.current?.scrollIntoView({ block: 'start' });
    shown.current = section;
  }, [section]);
  const { labelKey, Content } = SECTIONS[section];
  return (
    <div className={styles.page}>
      <PaneHead title={t('settings.title')} />
      <div className={styles.body}>
        <nav className={styles.sections} aria-label={t('settings.sections')}>
          {NAMES.map((name) => {
            const { labelKey: key, icon: Icon } = SECTIONS[name];
            return (
              <button
                key={name}
                type="button"
                className={styles.section}
                aria-current={name === section ? 'page' : undefined}
                onClick={() => showSettings(name)}
              >
                <Icon aria-hidden="true" />
                {t(key)}
              </button>
            );
          })}
        </nav>
        <div className={styles.scroller}>
          <section ref={column} className={styles.column} aria-label={t(labelKey)}>
            <h3 className={styles.heading}>{t(labelKey)}</h3>
            <Content />
          </section>
        </div>
      </div>
    </div>
  );
}
