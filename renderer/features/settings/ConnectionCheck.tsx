import { useEffect, useState } from 'react';
import { useShallow } from 'zustand/react/shallow';
import type { ConnectionReportView, ConversationId } from '../../../electron/bridge/contract.ts';
import { Button } from '../../components/Button.tsx';
import { CopyButton } from '../../components/CopyButton.tsx';
import { Spinner } from '../../components/Spinner.tsx';
import { type MessageKey, useTranslate } from '../../i18n.tsx';
import { useAppStore } from '../../store/app-store.ts';
import { selectConversationIds } from '../../store/conversations-slice.ts';
import { Buttons } from './Buttons.tsx';
import styles from './ConnectionCheck.module.css';
import { checkConnection } from './network-actions.ts';
import { findings, supportText, verdictOf } from './verdict.ts';

type Contact = NonNullable<ConnectionReportView['contact']>;

const WAY_KEYS = {
  'direct-same-network': 'check.way.near',
  direct: 'check.way.direct',
  connected: 'check.way.connected',
  'through-friend': 'check.way.through',
  'through-helper': 'check.way.through',
  looking: 'check.way.looking',
  waiting: 'check.way.waiting',
  'no-way-yet': 'check.way.none',
  offline: 'check.way.offline',
} as const satisfies Record<Contact['way'], MessageKey>;

/** Looks at everything anew and says it in one sentence, with one thing to do. With a person: from both ends. */
export function ConnectionCheck() {
  const t = useTranslate();
  const version = useAppStore((state) => state.version);
  const ids = useAppStore(useShallow(selectConversationIds));
  const conversations = useAppStore((state) => state.conversationsById);
  const [withId, setWith] = useState<ConversationId | undefined>(undefined);
  const [report, setReport] = useState<ConnectionReportView | null>(null);
  const [run, setRun] = useState(0);
  useEffect(() => {
    let isOver = run < 0;
    setReport(null);
    void checkConnection(withId).then((made) => {
      if (!isOver) setReport(made);
    });
    return () => {
      isOver = true;
    };
  }, [withId, run]);

  const people = ids.filter((id) => conversations[id]?.group === undefined && conversations[id]?.state === 'contact');
  const name = withId === undefined ? '' : (conversations[withId]?.name ?? '');
  return (
    <div className={styles.check}>
      {people.length > 0 && (
        <label className={styles.with}>
          {t('check.with')}
          <select
            className={styles.people}
            value={withId ?? ''}
            onChange={(event) => setWith(people.find((id) => id === event.target.value))}
          >
            <option value="">{t('check.withNobody')}</option>
            {people.map((id) => (
              <option key={id} value={id}>
                {conversations[id]?.name}
              </option>
            ))}
          </select>
        </label>
      )}
      <div role="status">
        {report === null ? (
          <p className={styles.busy}>
            <Spinner />
            {t('check.busy')}
          </p>
        ) : (
          <Report report={report} name={name} />
        )}
      </div>
      <Buttons>
        <Button disabled={report === null} onClick={() => setRun(run + 1)}>
          {t('check.again')}
        </Button>
        {report !== null && (
          <CopyButton
            text={supportText(report, version, navigator.platform)}
            labelKey="trust.copyForSupport"
            copiedKey="trust.copied"
          />
        )}
      </Buttons>
    </div>
  );
}

function Report({ report, name }: { readonly report: ConnectionReportView; readonly name: string }) {
  const t = useTranslate();
  const { verdict, fix } = verdictOf(report);
  const { contact } = report;
  return (
    <div className={styles.report}>
      <p className={styles.verdict}>{t(verdict, { name })}</p>
      {fix !== undefined && <p className={styles.fix}>{t(fix, { name })}</p>}
      <dl className={styles.findings}>
        {findings(report).map(({ what, state, values, tone }) => (
          <div key={what} className={styles.finding} data-tone={tone}>
            <dt>{t(what)}</dt>
            <dd>{t(state, values)}</dd>
          </div>
        ))}
        {contact !== undefined && (
          <>
            <div className={styles.finding}>
              <dt>{t('check.fromHere', { name })}</dt>
              <dd>{t(WAY_KEYS[contact.way])}</dd>
            </div>
            <div className={styles.finding}>
              <dt>{t('check.fromThere', { name })}</dt>
              <dd>{t(contact.theirs === undefined ? 'check.noAnswer' : WAY_KEYS[contact.theirs.way])}</dd>
            </div>
          </>
        )}
      </dl>
    </div>
  );
}
