import { useTranslate } from '../../i18n.tsx';
import { useAppStore } from '../../store/app-store.ts';
import { ExportChats } from './ExportChats.tsx';
import { FullCopy } from './FullCopy.tsx';
import { Group } from './Group.tsx';
import { Passphrase } from './Passphrase.tsx';
import { RescueFile } from './RescueFile.tsx';
import { RescueWords } from './RescueWords.tsx';

/** What keeps everything when a computer breaks or is stolen, the smallest effort first. */
export function Backup() {
  const t = useTranslate();
  const backup = useAppStore((state) => state.backup);
  const at = useAppStore(({ pane }) => (pane.name === 'settings' ? pane.at : undefined));
  if (backup === null) return null;
  return (
    <>
      <Group title={t('backup.words')} hint={t('backup.wordsHint')}>
        <RescueWords state={backup.words} hasPassphrase={backup.hasPassphrase} />
      </Group>
      <Group title={t('backup.file')} hint={t('backup.fileHint')}>
        <RescueFile file={backup.rescueFile} />
      </Group>
      <Group title={t('backup.copy')} hint={t('backup.copyHint')}>
        <FullCopy copy={backup.copy} />
      </Group>
      <Group
        title={t('backup.passphrase')}
        hint={t(backup.keyIn === 'system' ? 'backup.passphraseHintSystem' : 'backup.passphraseHintFile')}
      >
        <Passphrase key={at} isSet={backup.hasPassphrase} isAsked={at === 'passphrase'} />
      </Group>
      <Group title={t('backup.export')} hint={t('backup.exportHint')}>
        <ExportChats />
      </Group>
    </>
  );
}
