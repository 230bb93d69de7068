import type { keyboard as english } from '../en/keyboard.ts';
import type { Translated } from '../locales.ts';

export const keyboard: Translated<typeof english> = {
  'switcher.title': 'Zu einem Chat gehen',
  'switcher.label': 'Gehe zu …',
  'switcher.noOther': 'Es gibt noch keinen anderen Chat.',
  'switcher.none': 'Kein Chat mit diesem Namen.',

  'shortcuts.title': 'Tastenkürzel',
  'shortcuts.hint': 'Alles hier geht auch ohne Maus.',
  'shortcuts.show': 'Alle zeigen',
  'shortcuts.find': 'Finden',
  'shortcuts.chats': 'Chats',
  'shortcuts.messages': 'In den Nachrichten',
  'shortcuts.writing': 'Schreiben',
  'shortcuts.switcher': 'Zu einem Chat gehen',
  'shortcuts.searchHere': 'In diesem Chat suchen',
  'shortcuts.search': 'Überall suchen',
  'shortcuts.list': 'Diese Tasten zeigen',
  'shortcuts.nextChat': 'Nächster Chat',
  'shortcuts.previousChat': 'Vorheriger Chat',
  'shortcuts.add': 'Jemanden hinzufügen',
  'shortcuts.newGroup': 'Neue Gruppe',
  'shortcuts.rowMenu': 'Was man mit einem Chat tun kann',
  'shortcuts.escape': 'Schließen, was offen ist, und weiterschreiben',
  'shortcuts.messageUp': 'Von Nachricht zu Nachricht',
  'shortcuts.messageMenu': 'Was man mit einer Nachricht tun kann',
  'shortcuts.send': 'Senden',
  'shortcuts.newLine': 'Neue Zeile',
  'shortcuts.editLast': 'Die letzte Nachricht ändern, in einem leeren Feld',

  'key.ctrl': 'Strg',
  'key.alt': 'Alt',
  'key.shift': 'Umschalt',
  'key.enter': 'Eingabe',
  'key.escape': 'Esc',
};
