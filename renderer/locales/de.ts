/** Every sentence in German, warm and plain, as one speaks to family, in the same files as English. */

export { addContact } from './de/add-contact.ts';
export { app } from './de/app.ts';
export { backup } from './de/backup.ts';
export { chat } from './de/chat.ts';
export { chatList } from './de/chat-list.ts';
export { connection } from './de/connection.ts';
export { files } from './de/files.ts';
export { groups } from './de/groups.ts';
export { keyboard } from './de/keyboard.ts';
export { messages } from './de/messages.ts';
export { people } from './de/people.ts';
export { photos } from './de/photos.ts';
export { settings } from './de/settings.ts';
export { starting } from './de/starting.ts';
export { trust } from './de/trust.ts';
export { verify } from './de/verify.ts';
