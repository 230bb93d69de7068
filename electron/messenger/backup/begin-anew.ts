import { setStoreAside } from '../../storage/index.ts';
import { dateName } from '../export/dated-names.ts';
import type { MessengerParts } from '../messenger.ts';
import { COPY_PLACE } from './copy-place.ts';
import { DOUBT } from './integrity-watch.ts';

/**
 * For a data folder that does not open and can't be helped: everything in it goes into a folder of its own, named by the day,
 * and the next opening finds a first run. Who finds the key or the words later can put it back.
 */
export function beginAnew({
  dataFolder,
  storageWorker,
  clock,
}: Pick<MessengerParts, 'dataFolder' | 'storageWorker' | 'clock'>) {
  const name = `Set aside ${dateName(clock.wallMs())}`;
  return setStoreAside({ dataFolder, worker: storageWorker, name, others: [COPY_PLACE, DOUBT] });
}
