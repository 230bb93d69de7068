import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Headless, type HeadlessOptions } from './headless.ts';

/** Some headless messengers with folders of one test's own. */
export class World {
  readonly folder = mkdtempSync(join(tmpdir(), 'hashline-headless-'));
  readonly people: Headless[] = [];

  /** Started, with a profile, and listening. */
  async person(name: string, options: Partial<HeadlessOptions> = {}): Promise<Headless> {
    const person = new Headless({ name, folder: join(this.folder, name), ...options });
    this.people.push(person);
    await person.start();
    await person.hello(name);
    return person;
  }

  /** Ends all, and removes what they kept. */
  async remove(): Promise<void> {
    await Promise.all(this.people.map((person) => person.kill()));
    rmSync(this.folder, { recursive: true, force: true });
  }
}
