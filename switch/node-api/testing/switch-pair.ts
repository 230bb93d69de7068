import { afterEach } from 'vitest';
import type { CreateOptions } from '../create-options.ts';
import { Switch } from '../switch.ts';

const created: Switch[] = [];
afterEach(async () => {
  await Promise.all(created.splice(0).map((sw) => sw.close()));
});

/** On this machine alone, with keys that cost nothing. Closed after the test. */
export async function createSwitch(options: CreateOptions = {}): Promise<Switch> {
  const sw = await Switch.create({ csids: ['3a'], listen: { ip: '127.0.0.1' }, ...options });
  created.push(sw);
  return sw;
}

/** The first one knows the second. */
export async function createPair(): Promise<readonly [Switch, Switch]> {
  const [one, other] = await Promise.all([createSwitch(), createSwitch()]);
  one.addSeeds(other.seedEntry());
  return [one, other];
}
