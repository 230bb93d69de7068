import { X } from 'lucide-react';
import type { NetworkView, NoticeView } from '../../../electron/bridge/contract.ts';
import { bridge } from '../../bridge.ts';
import { Button } from '../../components/Button.tsx';
import { IconButton } from '../../components/IconButton.tsx';
import { formatDate, type MessageKey, type Translate, useTranslate } from '../../i18n.tsx';
import { useAppStore } from '../../store/app-store.ts';
import { unreachable } from '../../unreachable.ts';
import { Note } from './Note.tsx';

/** What the person should know and can do something about, above the list. Mostly nothing. */
export function StatusNotes() {
  const notices = useAppStore((state) => state.notices);
  const hidden = useAppStore((state) => state.hiddenNotices);
  const network = useAppStore((state) => state.network);
  const hideNotice = useAppStore((state) => state.hideNotice);
  const t = useTranslate();
  /** Out of sight at once; the main process remembers it for the next starts. */
  const dismiss = (name: NoticeView['name']) => {
    hideNotice(name);
    void bridge.dismissNotice({ name });
  };
  const shown = onlyOneAdvice(notices.filter(({ name }) => !hidden.includes(name)));

  return (
    <>
      <NetworkNote network={network} />
      {shown.map((notice) => (
        <Note
          key={notice.name}
          {...noticeWords(notice, t)}
          way={<WayOn name={notice.name} />}
          action={
            <IconButton look="small" label={t('notice.dismiss')} onClick={() => dismiss(notice.name)}>
              <X />
            </IconButton>
          }
        />
      ))}
    </>
  );
}

/** Good advice that can wait, and leads to one place: both at once would push the chats down. */
const ADVICE: readonly NoticeView['name'][] = ['key-in-file', 'no-rescue-words'];

function onlyOneAdvice(notices: readonly NoticeView[]): readonly NoticeView[] {
  const first = notices.find(({ name }) => ADVICE.includes(name));
  return notices.filter((notice) => notice === first || !ADVICE.includes(notice.name));
}

const WAY_KEYS: Partial<Record<NoticeView['name'], MessageKey>> = {
  'key-in-file': 'notice.setPassphrase',
  'no-rescue-words': 'notice.noRescueWords.show',
  'copy-trouble': 'notice.copyTrouble.look',
};

/** To where something can be done about it; all such places are in one section of the settings. */
function WayOn({ name }: { readonly name: NoticeView['name'] }) {
  const t = useTranslate();
  const showSettings = useAppStore((state) => state.showSettings);
  const key = WAY_KEYS[name];
  if (key === undefined) return null;
  return (
    <Button look="quiet" onClick={() => showSettings('backup', name === 'key-in-file' ? 'passphrase' : undefined)}>
      {t(key)}
    </Button>
  );
}

function noticeWords(notice: NoticeView, t: Translate): { title: string; body: string; tone: 'plain' | 'look' } {
  switch (notice.name) {
    case 'key-in-file':
      return { title: t('notice.keyInFile.title'), body: t('notice.keyInFile.body'), tone: 'look' };
    case 'moved': {
      const date = formatDate(notice.atMs, { dateStyle: 'long' });
      return { title: t('notice.moved.title', { date }), body: t('notice.moved.body'), tone: 'look' };
    }
    case 'recovered': {
      const date = formatDate(notice.fromAtMs, { dateStyle: 'long' });
      return { title: t('notice.recovered.title'), body: t('notice.recovered.body', { date }), tone: 'look' };
    }
    case 'salvaged': {
      const { saved, areMessagesHarmed, arePeopleHarmed } = notice;
      const part = arePeopleHarmed ? 'people' : areMessagesHarmed ? 'messages' : 'nothing';
      return { title: t(SALVAGED_TITLES[part]), body: t(SALVAGED_BODIES[part], { saved }), tone: 'look' };
    }
    case 'copy-trouble':
      return { title: t('notice.copyTrouble.title'), body: t(COPY_TROUBLES[notice.problem]), tone: 'look' };
    case 'no-rescue-words':
      return { title: t('notice.noRescueWords.title'), body: t('notice.noRescueWords.body'), tone: 'plain' };
    case 'disk-full':
      return { title: t('notice.diskFull.title'), body: t('notice.diskFull.body'), tone: 'look' };
    case 'port-changed': {
      const [wanted, got] = [String(notice.wanted), String(notice.got)]; // a port has no thousands
      const title = t('notice.portChanged.title', { wanted });
      return { title, body: t('notice.portChanged.body', { got }), tone: 'plain' };
    }
    default:
      return unreachable(notice);
  }
}

const COPY_TROUBLES = {
  'folder-missing': 'notice.copyTrouble.folderMissing',
  'disk-full': 'notice.copyTrouble.diskFull',
  failed: 'notice.copyTrouble.failed',
} as const satisfies Record<string, MessageKey>;

const SALVAGED_TITLES = {
  nothing: 'notice.salvaged.nothing.title',
  messages: 'notice.salvaged.messages.title',
  people: 'notice.salvaged.people.title',
} as const satisfies Record<string, MessageKey>;

const SALVAGED_BODIES = {
  nothing: 'notice.salvaged.nothing.body',
  messages: 'notice.salvaged.messages.body',
  people: 'notice.salvaged.people.body',
} as const satisfies Record<string, MessageKey>;

const FAILURES = {
  'port-taken': ['network.failed.portTaken.title', 'network.failed.portTaken.body'],
  'address-unavailable': ['network.failed.addressUnavailable.title', 'network.failed.addressUnavailable.body'],
  'network-denied': ['network.failed.networkDenied.title', 'network.failed.networkDenied.body'],
  unknown: ['network.failed.unknown.title', 'network.failed.unknown.body'],
} as const satisfies Record<NonNullable<NetworkView['problem']> | 'unknown', readonly [MessageKey, MessageKey]>;

function NetworkNote({ network }: { readonly network: NetworkView }) {
  const t = useTranslate();
  if (network.state === 'offline') return <Note title={t('network.offline')} tone="plain" />;
  if (network.state !== 'failed') return null;
  const [title, body] = FAILURES[network.problem ?? 'unknown'];
  return <Note title={t(title)} body={t(body)} tone="look" />;
}
