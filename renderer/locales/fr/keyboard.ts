import type { keyboard as english } from '../en/keyboard.ts';
import type { Translated } from '../locales.ts';

export const keyboard: Translated<typeof english> = {
  'switcher.title': 'Aller à une discussion',
  'switcher.label': 'Aller à …',
  'switcher.noOther': 'Il n’y a pas encore d’autre discussion.',
  'switcher.none': 'Aucune discussion de ce nom.',

  'shortcuts.title': 'Raccourcis clavier',
  'shortcuts.hint': 'Ici, tout se fait aussi sans souris.',
  'shortcuts.show': 'Les montrer tous',
  'shortcuts.find': 'Trouver',
  'shortcuts.chats': 'Discussions',
  'shortcuts.messages': 'Dans les messages',
  'shortcuts.writing': 'Écrire',
  'shortcuts.switcher': 'Aller à une discussion',
  'shortcuts.searchHere': 'Chercher dans cette discussion',
  'shortcuts.search': 'Chercher partout',
  'shortcuts.list': 'Montrer ces touches',
  'shortcuts.nextChat': 'Discussion suivante',
  'shortcuts.previousChat': 'Discussion précédente',
  'shortcuts.add': 'Ajouter quelqu’un',
  'shortcuts.newGroup': 'Nouveau groupe',
  'shortcuts.rowMenu': 'Que faire d’une discussion',
  'shortcuts.escape': 'Fermer ce qui est ouvert et continuer d’écrire',
  'shortcuts.messageUp': 'De message en message',
  'shortcuts.messageMenu': 'Que faire d’un message',
  'shortcuts.send': 'Envoyer',
  'shortcuts.newLine': 'Nouvelle ligne',
  'shortcuts.editLast': 'Modifier le dernier message, dans un champ vide',

  'key.ctrl': 'Ctrl',
  'key.alt': 'Alt',
  'key.shift': 'Maj',
  'key.enter': 'Entrée',
  'key.escape': 'Échap',
};
