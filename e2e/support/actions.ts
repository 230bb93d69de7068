import type { Locator } from '@playwright/test';
import type { Person } from './person.ts';

/** What somebody does at a computer, counted: a click, a filled field, a key, a change to another program. */
export class Actions {
  readonly done: string[] = [];

  async click(what: Locator): Promise<void> {
    await what.click();
    this.done.push(`click ${what.toString()}`);
  }

  async fill(field: Locator, text: string): Promise<void> {
    await field.fill(text);
    this.done.push(`type ${text}`);
  }

  async press(where: Locator, key: string): Promise<void> {
    await where.press(key);
    this.done.push(`press ${key}`);
  }

  /** In another program, or between two: nothing a test of ours can see. */
  elsewhere(what: string): void {
    this.done.push(what);
  }

  /** The first two of every way. */
  async sayName({ page, name }: Pick<Person, 'page' | 'name'>): Promise<void> {
    await this.fill(page.getByRole('textbox', { name: 'Your name' }), name);
    await this.click(page.getByRole('button', { name: 'Start' }));
  }
}
