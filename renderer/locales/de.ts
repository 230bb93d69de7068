import { addContact } from './de/add-contact.ts';
import { app } from './de/app.ts';
import { backup } from './de/backup.ts';
import { chat } from './de/chat.ts';
import { chatList } from './de/chat-list.ts';
import { connection } from './de/connection.ts';
import { files } from './de/files.ts';
import { groups } from './de/groups.ts';
import { keyboard } from './de/keyboard.ts';
import { messages } from './de/messages.ts';
import { people } from './de/people.ts';
import { photos } from './de/photos.ts';
import { settings } from './de/settings.ts';
import { starting } from './de/starting.ts';
import { trust } from './de/trust.ts';
import { verify } from './de/verify.ts';
import type { Messages } from './locales.ts';

/** Every sentence in German, warm and plain, as one speaks to family, in the same files as English. */
export const de: Messages = {
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
