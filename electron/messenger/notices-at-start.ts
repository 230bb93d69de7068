import type { Storage } from '../storage/index.ts';
import { RECOVERED_STATE, SALVAGED_STATE } from './backup/recovery.ts';
import type { NoticeView, SalvagedView } from './views/upkeep-views.ts';

/** The others come up while the app runs, and are news then. */
export const LASTING_NOTICES = [
  'key-in-file',
  'port-changed',
  'moved',
  'recovered',
  'salvaged',
  'copy-trouble',
  'no-rescue-words',
] as const satisfies readonly NoticeView['name'][];

/** What the store says of itself: where its key lies, and what it was recovered from. */
export async function noticesAtStart({ store, keys }: Storage): Promise<readonly NoticeView[]> {
  const notices: NoticeView[] = [];
  if (keys.kind === 'file' && !keys.hasPassphrase) notices.push({ name: 'key-in-file' });
  const recoveredFrom = await store.state.getText(RECOVERED_STATE);
  if (recoveredFrom) notices.push({ name: 'recovered', fromAtMs: Number(recoveredFrom) });
  const salvaged = await store.state.getText(SALVAGED_STATE);
  if (salvaged) notices.push({ name: 'salvaged', ...(JSON.parse(salvaged) as SalvagedView) }); // our own words
  return notices;
}
