import { useTranslate } from '../../i18n.tsx';
import { useAppStore } from '../../store/app-store.ts';
import { Choice } from './Choice.tsx';
import { changeLook, chooseTheme } from './change-look.ts';
import { Group } from './Group.tsx';
import { TextSize } from './TextSize.tsx';
import { Toggle } from './Toggle.tsx';

export function Look() {
  const t = useTranslate();
  const theme = useAppStore((state) => state.theme);
  const { contrast, motion } = useAppStore((state) => state.look);
  return (
    <>
      <Group title={t('look.theme')}>
        <Choice
          label={t('look.theme')}
          value={theme}
          options={[
            ['system', t('me.lookSystem')],
            ['light', t('me.lookLight')],
            ['dark', t('me.lookDark')],
          ]}
          onChange={(value) => void chooseTheme(value)}
        />
      </Group>
      <Group title={t('look.text')} hint={t('look.textHint')}>
        <TextSize />
      </Group>
      <Group title={t('look.eyes')}>
        <Toggle
          label={t('look.contrast')}
          hint={t('look.contrastHint')}
          isOn={contrast === 'high'}
          onChange={(isOn) => void changeLook({ contrast: isOn ? 'high' : 'system' })}
        />
        <Toggle
          label={t('look.still')}
          hint={t('look.stillHint')}
          isOn={motion === 'off'}
          onChange={(isOn) => void changeLook({ motion: isOn ? 'off' : 'system' })}
        />
      </Group>
    </>
  );
}
