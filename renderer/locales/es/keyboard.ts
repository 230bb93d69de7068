import type { keyboard as english } from '../en/keyboard.ts';
import type { Translated } from '../locales.ts';

export const keyboard: Translated<typeof english> = {
  'switcher.title': 'Ir a un chat',
  'switcher.label': 'Ir a…',
  'switcher.noOther': 'Todavía no hay otro chat.',
  'switcher.none': 'Ningún chat con ese nombre.',

  'shortcuts.title': 'Atajos de teclado',
  'shortcuts.hint': 'Aquí todo se puede hacer sin ratón.',
  'shortcuts.show': 'Mostrarlos todos',
  'shortcuts.find': 'Encontrar',
  'shortcuts.chats': 'Chats',
  'shortcuts.messages': 'En los mensajes',
  'shortcuts.writing': 'Escribir',
  'shortcuts.switcher': 'Ir a un chat',
  'shortcuts.searchHere': 'Buscar en este chat',
  'shortcuts.search': 'Buscar en todas partes',
  'shortcuts.list': 'Mostrar estas teclas',
  'shortcuts.nextChat': 'Chat siguiente',
  'shortcuts.previousChat': 'Chat anterior',
  'shortcuts.add': 'Añadir a alguien',
  'shortcuts.newGroup': 'Grupo nuevo',
  'shortcuts.rowMenu': 'Qué hacer con un chat',
  'shortcuts.escape': 'Cerrar lo que está abierto y seguir escribiendo',
  'shortcuts.messageUp': 'De mensaje en mensaje',
  'shortcuts.messageMenu': 'Qué hacer con un mensaje',
  'shortcuts.send': 'Enviar',
  'shortcuts.newLine': 'Línea nueva',
  'shortcuts.editLast': 'Cambiar el último mensaje, en un campo vacío',

  'key.ctrl': 'Ctrl',
  'key.alt': 'Alt',
  'key.shift': 'Mayús',
  'key.enter': 'Intro',
  'key.escape': 'Esc',
};
