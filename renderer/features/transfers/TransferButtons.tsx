import type { MessageView, TransferView } from '../../../electron/bridge/contract.ts';
import { Button } from '../../components/Button.tsx';
import { type MessageKey, useTranslate } from '../../i18n.tsx';
import styles from './TransferButtons.module.css';
import { changeTransfer, type TransferAct } from './transfer-actions.ts';

interface TransferButtonsProps {
  readonly message: MessageView;
  readonly state: TransferView['state'];
  /** What declining is called: of one thing *Not this*, of many *Not now*. */
  readonly declineKey?: 'transfer.notThis' | 'transfer.notNow';
}

type Choice = readonly [label: MessageKey, act: TransferAct];

/** What can be done about something that is not all here. */
export function TransferButtons({ message, state, declineKey = 'transfer.notThis' }: TransferButtonsProps) {
  const t = useTranslate();
  const choices = choicesOf(state, declineKey);
  if (choices.length === 0) return null;
  return (
    <span className={styles.buttons}>
      {choices.map(([label, act]) => (
        <Button key={act} look="quiet" onClick={() => void changeTransfer(act, message)}>
          {t(label)}
        </Button>
      ))}
    </span>
  );
}

function choicesOf(state: TransferView['state'], decline: MessageKey): readonly Choice[] {
  switch (state) {
    case 'coming':
      return [['transfer.pause', 'pauseContent']];
    case 'asks':
      return [
        ['transfer.fetch', 'fetchContent'],
        [decline, 'declineContent'],
      ];
    case 'paused':
      return [
        ['transfer.goOn', 'fetchContent'],
        [decline, 'declineContent'],
      ];
    case 'declined':
      return [['transfer.fetch', 'fetchContent']];
    case 'failed':
      return [['transfer.tryAgain', 'fetchContent']];
    default:
      return [];
  }
}
