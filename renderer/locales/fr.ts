import { addContact } from './fr/add-contact.ts';
import { app } from './fr/app.ts';
import { backup } from './fr/backup.ts';
import { chat } from './fr/chat.ts';
import { chatList } from './fr/chat-list.ts';
import { connection } from './fr/connection.ts';
import { files } from './fr/files.ts';
import { groups } from './fr/groups.ts';
import { keyboard } from './fr/keyboard.ts';
import { messages } from './fr/messages.ts';
import { people } from './fr/people.ts';
import { photos } from './fr/photos.ts';
import { settings } from './fr/settings.ts';
import { starting } from './fr/starting.ts';
import { trust } from './fr/trust.ts';
import { verify } from './fr/verify.ts';
import type { Messages } from './locales.ts';

/** Every sentence in French, warm and plain, as one speaks to family, in the same files as English. */
export const fr: Messages = {
  ...app,
  ...starting,
  ...chatList,
  ...keyboard,
  ...addContact,
  ...chat,
  ...messages,
  ...groups,
  ...photos,
  ...files,
  ...trust,
  ...verify,
  ...people,
  ...settings,
  ...backup,
  ...connection,
};
