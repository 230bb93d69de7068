import type { ShellSentences } from '../words.ts';

/** The shell's sentences in German; en.ts says what they are. */
export const de: ShellSentences = {
  'app.name': 'Hashline',

  // ---- notifications ---------------------------------------------------------------------------------------------
  'notify.nameCount': '{name} ({count})',
  'notify.news': '{count, plural, one {Neue Nachricht} other {# neue Nachrichten}}',
  'notify.hidden': 'Neue Nachricht',
  'notify.said': '{name}: {text}',
  'notify.photos': '{count, plural, one {Foto} other {# Fotos}}',
  'notify.photoWithCaption': '{photos}: {caption}',
  'notify.voice': 'Sprachnachricht',
  'notify.file': 'Datei: {name}',
  'notify.invited': '{name} lädt dich in diese Gruppe ein',
  'notify.invitedBySomeone': 'Du bist in eine Gruppe eingeladen',
  'notify.request': 'Jemand Neues möchte dir schreiben',
  'notify.test': 'So sieht eine Nachricht aus',

  // ---- the notification area -------------------------------------------------------------------------------------
  'tray.tip':
    '{unread, plural, =0 {Hashline} one {Hashline: # ungelesene Nachricht} other {Hashline: # ungelesene Nachrichten}}',
  'tray.open': 'Hashline öffnen',
  'tray.quiet': 'Eine Stunde stumm',
  'tray.quit': 'Beenden',

  // ---- the application menu --------------------------------------------------------------------------------------
  'menu.file': '&Datei',
  'menu.addSomeone': 'Jemanden hinzufügen',
  'menu.newGroup': 'Neue Gruppe',
  'menu.settings': 'Einstellungen',
  'menu.close': 'Fenster schließen',
  'menu.quit': 'Hashline beenden',
  'menu.edit': '&Bearbeiten',
  'menu.undo': 'Rückgängig',
  'menu.redo': 'Wiederholen',
  'menu.cut': 'Ausschneiden',
  'menu.copy': 'Kopieren',
  'menu.paste': 'Einfügen',
  'menu.selectAll': 'Alles auswählen',
  'menu.view': '&Ansicht',
  'menu.usualText': 'Übliche Schriftgröße',
  'menu.largerText': 'Größere Schrift',
  'menu.smallerText': 'Kleinere Schrift',
  'menu.fullScreen': 'Vollbild',
  'menu.reload': 'Neu laden',
  'menu.developerTools': 'Entwicklerwerkzeuge',
  'menu.window': '&Fenster',
  'menu.help': '&Hilfe',
  'menu.shortcuts': 'Tastenkürzel',

  // ---- the right mouse button ------------------------------------------------------------------------------------
  'context.learn': 'Ins Wörterbuch aufnehmen',
  'context.noSuggestions': 'Keine Vorschläge',
  'context.copyPicture': 'Bild kopieren',

  // ---- the window died -------------------------------------------------------------------------------------------
  'window.diedTitle': 'Das Fenster ist zweimal stehen geblieben',
  'window.died':
    'Das ist unser Fehler, und nichts von dem, was du geschrieben hast, ist verloren. Meistens hilft es, neu zu laden.',
  'window.load': 'Neu laden',

  'ask.openFile': 'Eine Datei in einem anderen Programm öffnen?',
  'ask.openLink': 'Eine Seite im Browser öffnen?',
  'ask.copyText': 'Einen Text kopieren?',
  'ask.copyPicture': 'Ein Bild kopieren?',
  'ask.nobodyClicked':
    'Gerade wurde in diesem Fenster keine Taste gedrückt und nichts angeklickt. Wenn du das nicht warst, wähle Nein.',
  'ask.rescueWords': 'Deine zwölf Rettungswörter zeigen?',
  'ask.rescueWordsWhy':
    'Wer sie sieht, kann deine Rettungsdatei und deine Kopien öffnen und als du schreiben. Achte darauf, dass dir niemand über die Schulter schaut.',
  'ask.passphrase': 'Bei jedem Start nach diesem Kennwort fragen?',
  'ask.passphraseWhy':
    'Ohne dieses Kennwort und ohne deine zwölf Rettungswörter kann niemand mehr deine Nachrichten öffnen. Auch du nicht.',
  'ask.yes': 'Ja',
  'ask.no': 'Nein',

  'export.written': 'Von Hashline geschrieben am {date}',
  'export.edited': 'bearbeitet',
  'export.deleted': 'Das wurde gelöscht',
  'export.newerVersion': 'Mit einer neueren Version gesendet',
  'export.missing': 'Nicht auf diesem Computer',
  'export.created': '{byMe, select, yes {Du hast} other {{by} hat}} diese Gruppe gegründet.',
  'export.joined': '{byMe, select, yes {Du bist} other {{by} ist}} beigetreten.',
  'export.left': '{byMe, select, yes {Du hast} other {{by} hat}} die Gruppe verlassen.',
  'export.picture': '{byMe, select, yes {Du hast} other {{by} hat}} das Bild der Gruppe geändert.',
  'export.title': '{byMe, select, yes {Du hast} other {{by} hat}} die Gruppe „{title}“ genannt.',
  'export.added':
    '{byMe, select, yes {Du hast} other {{by} hat}} {whoMe, select, yes {dich} other {{who}}} eingeladen.',
  'export.removed':
    '{byMe, select, yes {Du hast} other {{by} hat}} {whoMe, select, yes {dich} other {{who}}} entfernt.',
  'export.madeAdmin':
    '{byMe, select, yes {Du hast} other {{by} hat}} {whoMe, select, yes {dich} other {{who}}} zum Admin gemacht.',
  'export.wishedAdmin':
    '{byMe, select, yes {Du hast} other {{by} hat}} {whoMe, select, yes {dich} other {{who}}} als Admin vorgeschlagen.',
  'export.unwishedAdmin':
    '{byMe, select, yes {Du schlägst} other {{by} schlägt}} {whoMe, select, yes {dich} other {{who}}} nicht mehr als Admin vor.',
  'export.madeMember': '{whoMe, select, yes {Du bist} other {{who} ist}} kein Admin mehr.',
};
