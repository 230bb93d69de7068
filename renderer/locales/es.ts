import { addContact } from './es/add-contact.ts';
import { app } from './es/app.ts';
import { backup } from './es/backup.ts';
import { chat } from './es/chat.ts';
import { chatList } from './es/chat-list.ts';
import { connection } from './es/connection.ts';
import { files } from './es/files.ts';
import { groups } from './es/groups.ts';
import { keyboard } from './es/keyboard.ts';
import { messages } from './es/messages.ts';
import { people } from './es/people.ts';
import { photos } from './es/photos.ts';
import { settings } from './es/settings.ts';
import { starting } from './es/starting.ts';
import { trust } from './es/trust.ts';
import { verify } from './es/verify.ts';
import type { Messages } from './locales.ts';

/** Every sentence in Spanish, warm and plain, as one speaks to family, in the same files as English. */
export const es: Messages = {
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
