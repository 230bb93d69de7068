/** Every sentence in Spanish, warm and plain, as one speaks to family, in the same files as English. */

export { addContact } from './es/add-contact.ts';
export { app } from './es/app.ts';
export { backup } from './es/backup.ts';
export { chat } from './es/chat.ts';
export { chatList } from './es/chat-list.ts';
export { connection } from './es/connection.ts';
export { files } from './es/files.ts';
export { groups } from './es/groups.ts';
export { keyboard } from './es/keyboard.ts';
export { messages } from './es/messages.ts';
export { people } from './es/people.ts';
export { photos } from './es/photos.ts';
export { settings } from './es/settings.ts';
export { starting } from './es/starting.ts';
export { trust } from './es/trust.ts';
export { verify } from './es/verify.ts';
