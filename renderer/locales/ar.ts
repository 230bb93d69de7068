import { addContact } from './ar/add-contact.ts';
import { app } from './ar/app.ts';
import { backup } from './ar/backup.ts';
import { chat } from './ar/chat.ts';
import { chatList } from './ar/chat-list.ts';
import { connection } from './ar/connection.ts';
import { files } from './ar/files.ts';
import { groups } from './ar/groups.ts';
import { keyboard } from './ar/keyboard.ts';
import { messages } from './ar/messages.ts';
import { people } from './ar/people.ts';
import { photos } from './ar/photos.ts';
import { settings } from './ar/settings.ts';
import { starting } from './ar/starting.ts';
import { trust } from './ar/trust.ts';
import { verify } from './ar/verify.ts';
import type { Messages } from './locales.ts';

/** Every sentence in Arabic, warm and plain, as one speaks to family, in the same files as English. */
export const ar: Messages = {
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
