/** Every sentence in Arabic, warm and plain, as one speaks to family, in the same files as English. */

export { addContact } from './ar/add-contact.ts';
export { app } from './ar/app.ts';
export { backup } from './ar/backup.ts';
export { chat } from './ar/chat.ts';
export { chatList } from './ar/chat-list.ts';
export { connection } from './ar/connection.ts';
export { files } from './ar/files.ts';
export { groups } from './ar/groups.ts';
export { keyboard } from './ar/keyboard.ts';
export { messages } from './ar/messages.ts';
export { people } from './ar/people.ts';
export { photos } from './ar/photos.ts';
export { settings } from './ar/settings.ts';
export { starting } from './ar/starting.ts';
export { trust } from './ar/trust.ts';
export { verify } from './ar/verify.ts';
