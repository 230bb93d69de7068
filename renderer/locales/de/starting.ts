import type { starting as english } from '../en/starting.ts';
import type { Translated } from '../locales.ts';

export const starting: Translated<typeof english> = {
  'firstRun.title': 'Hallo! Wie heißt du?',
  'firstRun.nameLabel': 'Dein Name',
  'firstRun.namePlaceholder': 'So, wie deine Familie dich kennt',
  'firstRun.start': 'Los geht’s',
  'firstRun.starting': 'Es geht los …',
  'firstRun.promise': 'Kein Konto und kein Server: Was du schreibst, geht von deinem Computer direkt zu ihrem.',
  'firstRun.invitedBy': '{name} lädt dich ein. Danach öffnet sich der Chat von selbst.',
  'firstRun.nameTooLong': 'Dieser Name ist zu lang. Bitte höchstens {max} Zeichen.',
  'firstRun.badName':
    'Dieser Name ist zu lang, oder es stecken Zeichen darin, die niemand sehen kann. Bitte nimm einen anderen.',
  'firstRun.diskFull': 'Die Festplatte ist voll. Schaff etwas Platz und drück dann noch einmal auf „Los geht’s“.',
  'firstRun.restore': 'Von einem anderen Computer wiederherstellen',

  'unlock.title': 'Deine Nachrichten sind verschlossen',
  'unlock.body': 'Gib dein Kennwort ein, um sie zu öffnen.',
  'unlock.passphrase': 'Kennwort',
  'unlock.byWords':
    'Deine zwölf Rettungswörter öffnen sie auch. Danach ist kein Kennwort mehr gesetzt; du kannst dann ein neues wählen.',
  'unlock.keyTitle': 'Deine Rettungswörter, bitte',
  'unlock.keyBody':
    'Der Passwortspeicher dieses Computers gibt den Schlüssel zu deinen Nachrichten nicht mehr her: Vielleicht wurde er zurückgesetzt oder ist gesperrt. Deine zwölf Rettungswörter öffnen sie.',
  'unlock.open': 'Öffnen',
  'unlock.opening': 'Wird geöffnet …',
  'unlock.useWords': 'Lieber meine Rettungswörter verwenden',
  'unlock.usePassphrase': 'Lieber mein Kennwort verwenden',
  'unlock.wrongPassphrase': 'Das ist nicht das Kennwort. Versuch es so oft du willst.',
  'unlock.busy': 'Einen Moment: Der letzte Versuch wird noch geprüft.',

  'secret.show': 'Zeigen, was ich tippe',
  'secret.hide': 'Verbergen, was ich tippe',

  'words.label': 'Deine zwölf Rettungswörter',
  'words.count': '{count} von {total} Wörtern',
  'words.wrong':
    'Das sind nicht die richtigen Wörter. Prüf die Schreibweise und die Reihenfolge und versuch es noch einmal.',

  'beginAnew.lead': 'All das beiseitelegen und neu anfangen …',
  'beginAnew.leadLocked': 'Ich habe sie nicht mehr …',
  'beginAnew.title': 'Neu anfangen?',
  'beginAnew.body':
    'Nichts wird gelöscht: Was hier ist, kommt in einen eigenen Ordner daneben, falls du den Schlüssel später findest. Danach fängst du mit einem neuen Namen an oder stellst alles aus einer Rettungsdatei oder Vollkopie wieder her, wenn du eine hast.',
  'beginAnew.yes': 'Beiseitelegen und neu anfangen',
  'beginAnew.done': 'Was hier war, liegt jetzt im Ordner „{folder}“.',
  'beginAnew.failed': 'Es konnte nicht beiseitegelegt werden. Prüf, ob die Festplatte voll oder schreibgeschützt ist.',

  'restore.title': 'Von einem anderen Computer wiederherstellen',
  'restore.from': 'Was du davon hast',
  'restore.file': 'Rettungsdatei',
  'restore.copy': 'Vollkopie',
  'restore.fileBack':
    'Du bekommst deinen Namen, deine Leute und deine Gruppen zurück. Was ihr einander geschrieben habt, kommt von ihnen zurück, soweit sie es noch haben.',
  'restore.copyBack':
    'Du bekommst alles zurück: Leute, Nachrichten, Fotos und Dateien, so wie sie waren, als die Kopie gemacht wurde.',
  'restore.not':
    'Deine Leute werden gefragt, ob dieser Computer wirklich dir gehört. Der alte sagt, falls er noch läuft, dass du umgezogen bist.',
  'restore.pickFile': 'Rettungsdatei auswählen …',
  'restore.pickFolder': 'Ordner der Kopie auswählen …',
  'restore.begin': 'Wiederherstellen',
  'restore.busy': 'Wird wiederhergestellt …',
  'restore.cancel': 'Ohne sie anfangen',
  'restore.notRescueFile': 'Das ist keine Rettungsdatei. Ihr Name endet meistens auf „.hashline“.',
  'restore.newerVersion':
    'Das stammt von einem neueren Hashline. Installier die neueste Version und stell es dann wieder her.',
  'restore.unreadable':
    'Das ließ sich nicht lesen. Prüf, ob das Laufwerk angeschlossen ist, und wähl es noch einmal aus.',
  'restore.noCopy': 'In diesem Ordner liegt keine Kopie von Hashline. Wähl den Ordner, in dem „Hashline copy“ liegt.',
  'restore.copyDamaged': 'Diese Kopie ist beschädigt. Wenn du eine andere oder eine Rettungsdatei hast, nimm die.',
  'restore.diskFull': 'Auf diesem Computer ist nicht genug Platz. Schaff etwas Platz und versuch es noch einmal.',
  'restore.pickGone': 'Bitte wähl es noch einmal aus.',

  'startFailed.folderNotWritable.title': 'Hashline kann nicht in seinen Ordner schreiben',
  'startFailed.folderNotWritable.body':
    'Prüf, ob die Festplatte voll oder schreibgeschützt ist und ob der Ordner dir gehört. Starte Hashline dann noch einmal.',
  'startFailed.folderInUse.title': 'Hashline ist schon offen',
  'startFailed.folderInUse.body':
    'Ein anderes Fenster benutzt dieselben Nachrichten. Mach dort weiter, oder schließ es und starte Hashline noch einmal.',
  'startFailed.storeNewer.title': 'Diese Nachrichten hat ein neueres Hashline gespeichert',
  'startFailed.storeNewer.body': 'Installier die neueste Version, um sie zu lesen. Hier wurde nichts verändert.',
  'startFailed.storeDamaged.title': 'Die gespeicherten Nachrichten lassen sich nicht lesen',
  'startFailed.storeDamaged.body':
    'Vielleicht geht die Festplatte kaputt. Nichts wurde gelöscht: Mach eine Kopie des Ordners unten, bevor du etwas anderes versuchst.',
  'startFailed.keyMissing.title': 'Der Schlüssel zu deinen Nachrichten fehlt',
  'startFailed.keyMissing.body':
    'Ihn verwahrt der Passwortspeicher dieses Computers. Entsperr ihn oder melde dich an wie sonst auch und starte Hashline noch einmal. Nichts wurde gelöscht.',
  'startFailed.passphraseNeeded.title': 'Deine Nachrichten sind verschlossen',
  'startFailed.passphraseNeeded.body':
    'Sie öffnen sich mit deinem Kennwort. Wenn du es vergessen hast, öffnen deine zwölf Rettungswörter sie auch.',
  'startFailed.internal.title': 'Hashline konnte nicht starten',
  'startFailed.internal.body': 'Das ist unser Fehler. Nichts wurde gelöscht. Bitte starte Hashline noch einmal.',
  'startFailed.tryAgain': 'Noch einmal versuchen',
  'startFailed.showData': 'Ordner zeigen',
  'startFailed.showLogs': 'Protokoll zeigen',
  'startFailed.details': 'Einzelheiten',
};
