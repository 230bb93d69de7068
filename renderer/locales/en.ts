import { addContact } from './en/add-contact.ts';
import { app } from './en/app.ts';
import { backup } from './en/backup.ts';
import { chat } from './en/chat.ts';
import { chatList } from './en/chat-list.ts';
import { connection } from './en/connection.ts';
import { files } from './en/files.ts';
import { groups } from './en/groups.ts';
import { keyboard } from './en/keyboard.ts';
import { messages } from './en/messages.ts';
import { people } from './en/people.ts';
import { photos } from './en/photos.ts';
import { settings } from './en/settings.ts';
import { starting } from './en/starting.ts';
import { trust } from './en/trust.ts';
import { verify } from './en/verify.ts';

/**
 * Every sentence a person can read, in English, as ICU messages: an area of the screens a file, the same files in each language.
 * Joined to one flat table, where each key stands once. Keys are `room.thing`; names of people come in as {name} and may be anything.
 */
export const en = {
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
} as const;
