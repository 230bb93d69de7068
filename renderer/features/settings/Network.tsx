import { useState } from 'react';
import { Button } from '../../components/Button.tsx';
import { tell } from '../../components/toasts.ts';
import { formatNumber, type MessageKey, useTranslate } from '../../i18n.tsx';
import { CARRY_BYTES_PER_SECOND_CHOICES } from '../../limits.ts';
import { Choice } from './Choice.tsx';
import { ConnectionCheck } from './ConnectionCheck.tsx';
import { Group } from './Group.tsx';
import { setNetwork } from './network-actions.ts';
import { OwnSeeds } from './OwnSeeds.tsx';
import { PortChoice } from './PortChoice.tsx';
import { SeedList } from './SeedList.tsx';
import { State } from './State.tsx';
import { Toggle } from './Toggle.tsx';
import { useNetwork } from './use-network.ts';
import { verdictOf } from './verdict.ts';

const KILOBYTE = 1_024;

/** The network in words, a check, and what can be chosen about it. */
export function Network() {
  const t = useTranslate();
  const [now, again] = useNetwork();
  const [isChecking, setChecking] = useState(false);
  if (now === null) return null;
  const { connection, settings } = now;
  const change = async (given: Parameters<typeof setNetwork>[0], done?: MessageKey) => {
    const problem = await setNetwork(given);
    if (problem !== null) tell(problem);
    else if (done !== undefined) tell(done);
    again();
  };
  const { verdict } = verdictOf({ ...connection, atMs: 0 });
  return (
    <>
      <Group title={t('network.status')}>
        {isChecking ? (
          <ConnectionCheck /> // says the same, and why
        ) : (
          <>
            <State>{t(verdict)}</State>
            <Button onClick={() => setChecking(true)}>{t('network.check')}</Button>
          </>
        )}
      </Group>
      <Group title={t('network.port')} hint={t('network.portHint')}>
        <PortChoice
          inUse={connection.port}
          chosen={settings.port}
          onChange={(port) => void change({ port }, 'network.nextStart')}
        />
        <Toggle
          label={t('network.mapping')}
          hint={t('network.mappingHint')}
          isOn={settings.hasPortMapping}
          onChange={(hasPortMapping) => void change({ hasPortMapping }, 'network.nextStart')}
        />
      </Group>
      <Group title={t('network.seeds')} hint={t('network.seedsHint')}>
        <SeedList seeds={connection.seeds} />
        <OwnSeeds seeds={settings.seeds} onSaved={again} />
      </Group>
      <Group title={t('network.carrying')} hint={t('network.carryingHint')}>
        <Toggle label={t('network.carries')} isOn={settings.carries} onChange={(carries) => void change({ carries })} />
        {settings.carries && (
          <Choice
            label={t('network.cap')}
            value={String(settings.carryBytesPerSecond)}
            options={CARRY_BYTES_PER_SECOND_CHOICES.map(
              (bytes) => [String(bytes), t('network.perSecond', { amount: formatNumber(bytes / KILOBYTE) })] as const,
            )}
            onChange={(bytes) => void change({ carryBytesPerSecond: Number(bytes) })}
          />
        )}
        <p>
          {t('network.carried', {
            count: connection.carried.introductions,
            megabytes: formatNumber(connection.carried.bytes / KILOBYTE / KILOBYTE, { maximumFractionDigits: 1 }),
          })}
        </p>
      </Group>
    </>
  );
}
