import type { StateStore } from '../storage/index.ts';

const PREFIX = 'setting/';

/** Small settings by name: the shell's, and which notices were put away. */
export class SmallSettings {
  constructor(private readonly state: StateStore) {}

  get(name: string): Promise<string | undefined> {
    return this.state.getText(PREFIX + name);
  }

  set(name: string, value: string): Promise<void> {
    return this.state.setText(PREFIX + name, value);
  }
}
