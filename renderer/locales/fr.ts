/** Every sentence in French, warm and plain, as one speaks to family, in the same files as English. */

export { addContact } from './fr/add-contact.ts';
export { app } from './fr/app.ts';
export { backup } from './fr/backup.ts';
export { chat } from './fr/chat.ts';
export { chatList } from './fr/chat-list.ts';
export { connection } from './fr/connection.ts';
export { files } from './fr/files.ts';
export { groups } from './fr/groups.ts';
export { keyboard } from './fr/keyboard.ts';
export { messages } from './fr/messages.ts';
export { people } from './fr/people.ts';
export { photos } from './fr/photos.ts';
export { settings } from './fr/settings.ts';
export { starting } from './fr/starting.ts';
export { trust } from './fr/trust.ts';
export { verify } from './fr/verify.ts';
