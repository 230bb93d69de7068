import type { ShellSentences } from '../words.ts';

/** The shell's sentences in French; en.ts says what they are. */
export const fr: ShellSentences = {
  'app.name': 'Hashline',

  // ---- notifications ---------------------------------------------------------------------------------------------
  'notify.nameCount': '{name} ({count})',
  'notify.news': '{count, plural, one {Nouveau message} other {# nouveaux messages}}',
  'notify.hidden': 'Nouveau message',
  'notify.said': '{name} : {text}',
  'notify.photos': '{count, plural, one {Photo} other {# photos}}',
  'notify.photoWithCaption': '{photos} : {caption}',
  'notify.voice': 'Message vocal',
  'notify.file': 'Fichier : {name}',
  'notify.invited': '{name} t’invite dans ce groupe',
  'notify.invitedBySomeone': 'Tu es invité dans un groupe',
  'notify.request': 'Une nouvelle personne demande à t’écrire',
  'notify.test': 'Voilà à quoi ressemblera un message',

  // ---- the notification area -------------------------------------------------------------------------------------
  'tray.tip': '{unread, plural, =0 {Hashline} one {Hashline : # message non lu} other {Hashline : # messages non lus}}',
  'tray.open': 'Ouvrir Hashline',
  'tray.quiet': 'Silence pendant une heure',
  'tray.quit': 'Quitter',

  // ---- the application menu --------------------------------------------------------------------------------------
  'menu.file': '&Fichier',
  'menu.addSomeone': 'Ajouter quelqu’un',
  'menu.newGroup': 'Nouveau groupe',
  'menu.settings': 'Réglages',
  'menu.close': 'Fermer la fenêtre',
  'menu.quit': 'Quitter Hashline',
  'menu.edit': '&Édition',
  'menu.undo': 'Annuler',
  'menu.redo': 'Rétablir',
  'menu.cut': 'Couper',
  'menu.copy': 'Copier',
  'menu.paste': 'Coller',
  'menu.selectAll': 'Tout sélectionner',
  'menu.view': '&Affichage',
  'menu.usualText': 'Taille de texte habituelle',
  'menu.largerText': 'Texte plus grand',
  'menu.smallerText': 'Texte plus petit',
  'menu.fullScreen': 'Plein écran',
  'menu.reload': 'Recharger',
  'menu.developerTools': 'Outils de développement',
  'menu.window': 'Fe&nêtre',
  'menu.help': '&Aide',
  'menu.shortcuts': 'Raccourcis clavier',

  // ---- the right mouse button ------------------------------------------------------------------------------------
  'context.learn': 'Ajouter au dictionnaire',
  'context.noSuggestions': 'Aucune suggestion',
  'context.copyPicture': 'Copier l’image',

  // ---- the window died -------------------------------------------------------------------------------------------
  'window.diedTitle': 'La fenêtre s’est arrêtée deux fois',
  'window.died': 'C’est notre erreur, et rien de ce que tu as écrit n’est perdu. En général, il suffit de recharger.',
  'window.load': 'Recharger',

  'ask.openFile': 'Ouvrir un fichier dans un autre programme ?',
  'ask.openLink': 'Ouvrir une page dans ton navigateur ?',
  'ask.copyText': 'Copier un texte ?',
  'ask.copyPicture': 'Copier une image ?',
  'ask.nobodyClicked':
    'Aucune touche ni aucun bouton n’a été pressé dans cette fenêtre à l’instant. Si ce n’était pas toi, choisis Non.',
  'ask.rescueWords': 'Afficher tes douze mots de secours ?',
  'ask.rescueWordsWhy':
    'Quiconque les voit peut ouvrir ton fichier de secours et tes copies, et écrire à ta place. Vérifie que personne ne regarde par-dessus ton épaule.',
  'ask.passphrase': 'Demander cette phrase secrète à chaque démarrage ?',
  'ask.passphraseWhy':
    'Sans elle et sans tes douze mots de secours, personne ne pourra plus ouvrir tes messages. Pas même toi.',
  'ask.yes': 'Oui',
  'ask.no': 'Non',

  'export.written': 'Écrit par Hashline le {date}',
  'export.edited': 'modifié',
  'export.deleted': 'Ceci a été supprimé',
  'export.newerVersion': 'Envoyé par une version plus récente',
  'export.missing': 'Pas sur cet ordinateur',
  'export.created': '{byMe, select, yes {Tu as} other {{by} a}} créé ce groupe.',
  'export.joined': '{byMe, select, yes {Tu as} other {{by} a}} rejoint le groupe.',
  'export.left': '{byMe, select, yes {Tu as} other {{by} a}} quitté le groupe.',
  'export.picture': '{byMe, select, yes {Tu as} other {{by} a}} changé l’image du groupe.',
  'export.title': '{byMe, select, yes {Tu as} other {{by} a}} nommé le groupe « {title} ».',
  'export.added':
    '{whoMe, select, yes {{byMe, select, yes {Tu t’es invité} other {{by} t’a invité}}} other {{byMe, select, yes {Tu as} other {{by} a}} invité {who}}}.',
  'export.removed':
    '{whoMe, select, yes {{byMe, select, yes {Tu t’es retiré} other {{by} t’a retiré}}} other {{byMe, select, yes {Tu as} other {{by} a}} retiré {who}}}.',
  'export.madeAdmin':
    '{whoMe, select, yes {{byMe, select, yes {Tu t’es nommé} other {{by} t’a nommé}}} other {{byMe, select, yes {Tu as} other {{by} a}} nommé {who}}} admin.',
  'export.wishedAdmin':
    '{byMe, select, yes {Tu as proposé} other {{by} a proposé}} {whoMe, select, yes {que tu sois} other {que {who} soit}} admin.',
  'export.unwishedAdmin':
    '{byMe, select, yes {Tu ne proposes} other {{by} ne propose}} plus {whoMe, select, yes {que tu sois} other {que {who} soit}} admin.',
  'export.madeMember': '{whoMe, select, yes {Tu n’es} other {{who} n’est}} plus admin.',
};
