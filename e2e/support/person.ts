import { expect, type Locator, type Page } from '@playwright/test';
import type { App } from './app.ts';

export interface PhotoData {
  readonly key: string;
  readonly isWhole: boolean;
  readonly widthPx: number;
  readonly bytes: number;
  readonly transfer: { readonly state: string };
  readonly clip?: { readonly durationMs: number; readonly type: string };
}

export interface MessageData {
  readonly id: string;
  readonly isMine: boolean;
  readonly content: {
    readonly kind: string;
    readonly text?: string;
    readonly photos?: readonly PhotoData[];
  };
  readonly delivery: { readonly name: string };
}

/** Somebody at a window, who does what people do there, and sees what they see. */
export class Person {
  readonly name: string;
  readonly app: App;

  constructor(name: string, app: App) {
    this.name = name;
    this.app = app;
  }

  get page(): Page {
    return this.app.page;
  }

  /** Tells an app that was opened for the first time the name. */
  static async firstRun(name: string, app: App): Promise<Person> {
    await app.page.getByRole('textbox', { name: 'Your name' }).fill(name);
    await app.page.getByRole('button', { name: 'Start' }).click();
    await expect(app.page.getByRole('heading', { name: 'Your invite' })).toBeVisible();
    return new Person(name, app);
  }

  async showAddSomeone(): Promise<void> {
    await this.page.getByRole('button', { name: 'Add someone' }).click();
  }

  /** Copies the invite, as it would go into a mail. */
  async copyInvite(): Promise<string> {
    await this.showAddSomeone();
    await this.page.getByRole('main').getByRole('button', { name: 'Copy invite' }).click();
    await expect(this.page.getByRole('button', { name: 'Copied' })).toBeVisible();
    return await this.app.electron.evaluate(({ clipboard }) => clipboard.readText());
  }

  get inviteField(): Locator {
    return this.page.getByRole('textbox', { name: 'Paste an invite' });
  }

  async accept(invite: string, from: string): Promise<void> {
    await this.showAddSomeone();
    await this.inviteField.fill(invite);
    await this.page.getByRole('button', { name: `Open chat with ${from}` }).click();
    await expect(this.composer(from)).toBeVisible();
  }

  /** The chat's row in the list. */
  row(name: string | RegExp): Locator {
    return this.page.getByRole('navigation', { name: 'Chats' }).getByRole('button', { name });
  }

  async openChat(name: string): Promise<void> {
    await this.row(name).click();
    await expect(this.composer(name)).toBeVisible();
  }

  composer(name: string): Locator {
    return this.page.getByRole('textbox', { name: `Message to ${name}` });
  }

  async write(to: string, text: string): Promise<void> {
    await this.composer(to).fill(text);
    await this.composer(to).press('Enter');
    await expect(this.message(text)).toBeVisible();
  }

  /** One message, by something it says. */
  message(text: string | RegExp): Locator {
    return this.page.getByRole('article').filter({ hasText: text }).last();
  }

  /** The words about the way to this person. */
  pill(name: string): Locator {
    return this.page.getByRole('button', { name: `Way to ${name}: ` });
  }

  async pickFiles(files: readonly string[]): Promise<void> {
    await this.page.locator('input[type=file]').setInputFiles([...files]);
  }

  async sendPhotos(files: readonly string[], caption?: string): Promise<void> {
    await this.pickFiles(files);
    await expect(this.page.getByRole('textbox', { name: /^Message to / })).toBeFocused(); // Enter sends
    if (caption !== undefined) await this.page.getByRole('textbox', { name: 'Caption of photo 1' }).fill(caption);
    await this.page.getByRole('button', { name: /^Send (?:photo|\d+ photos)$/ }).click();
  }

  /** All messages of the only chat, oldest first, as the page itself would ask for them. */
  async messages(): Promise<MessageData[]> {
    const { conversations } = await this.app.ask<{ conversations: { id: string }[] }>('getState');
    const conversationId = conversations[0]?.id;
    const all: MessageData[] = [];
    let before: { t: number; id: string } | undefined;
    for (;;) {
      const input = { conversationId, limit: 100, ...(before !== undefined && { before }) };
      const page = await this.app.ask<{ messages: (MessageData & { t: number })[]; hasOlder: boolean }>(
        'listMessages',
        input,
      );
      all.unshift(...page.messages);
      const oldest = page.messages[0];
      if (!page.hasOlder || oldest === undefined) return all;
      before = { t: oldest.t, id: oldest.id };
    }
  }

  async texts(): Promise<(string | undefined)[]> {
    return (await this.messages()).map(({ content }) => content.text ?? content.kind);
  }
}
