import { useTranslate } from '../../i18n.tsx';
import { LOCALES, type LocaleName } from '../../locales/locales.ts';
import { useAppStore } from '../../store/app-store.ts';
import { Choice } from './Choice.tsx';
import { changeLook } from './change-look.ts';
import { Group } from './Group.tsx';

// The table has exactly the names of its type; Object.keys alone does not know that.
const NAMES = Object.keys(LOCALES) as readonly LocaleName[];

export function Language() {
  const t = useTranslate();
  const language = useAppStore((state) => state.look.language);
  const spoken = NAMES.map((name) => [name, LOCALES[name].name] as const);
  return (
    <Group title={t('language.title')} hint={t('language.hint')}>
      <Choice
        label={t('language.title')}
        shape="list"
        value={language}
        options={[['system', t('language.system')] as const, ...spoken]}
        onChange={(value) => void changeLook({ language: value })}
      />
    </Group>
  );
}
