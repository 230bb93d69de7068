/**
 * Every sentence a person can read, in English, as ICU messages: an area of the screens a file, the same files in each language.
 * Joined to one flat table, where each key stands once. Keys are `room.thing`; names of people come in as {name} and may be anything.
 */

export { addContact } from './en/add-contact.ts';
export { app } from './en/app.ts';
export { backup } from './en/backup.ts';
export { chat } from './en/chat.ts';
export { chatList } from './en/chat-list.ts';
export { connection } from './en/connection.ts';
export { files } from './en/files.ts';
export { groups } from './en/groups.ts';
export { keyboard } from './en/keyboard.ts';
export { messages } from './en/messages.ts';
export { people } from './en/people.ts';
export { photos } from './en/photos.ts';
export { settings } from './en/settings.ts';
export { starting } from './en/starting.ts';
export { trust } from './en/trust.ts';
export { verify } from './en/verify.ts';
