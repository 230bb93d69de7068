import type { settings as english } from '../en/settings.ts';
import type { Translated } from '../locales.ts';

export const settings: Translated<typeof english> = {
  'settings.title': 'Einstellungen',
  'settings.sections': 'Bereiche der Einstellungen',
  'settings.profile': 'Profil',
  'settings.look': 'Aussehen',
  'settings.privacy': 'Privatsphäre',
  'settings.network': 'Netzwerk',
  'settings.storage': 'Speicherplatz',
  'settings.backup': 'Sicherung und Schutz',
  'settings.language': 'Sprache',
  'settings.about': 'Über Hashline',
  'settings.notifications': 'Benachrichtigungen',
  'settings.computer': 'Dieser Computer',

  'notify.about': 'Wenn eine Nachricht kommt',
  'notify.isOn': 'Benachrichtigung zeigen',
  'notify.sound': 'Mit Ton',
  'notify.says': 'Was darin steht',
  'notify.saysHint': 'Wer deinen Bildschirm sieht, kann es auch lesen.',
  'notify.nameAndText': 'Der Name und die Nachricht',
  'notify.name': 'Nur der Name',
  'notify.nothing': 'Nur „Neue Nachricht“',
  'notify.quietUntil': 'Stumm bis {time}',
  'notify.quietEnd': 'Nicht mehr',
  'notify.test': 'Funktioniert es?',
  'notify.testHint': 'Zeigt eine echte Benachrichtigung, so wie oben eingestellt.',
  'notify.testButton': 'Jetzt eine zeigen',
  'notify.testShown':
    'Dein System sagt, sie wurde gezeigt. Wenn du nichts gesehen hast, schau, ob „Nicht stören“ eingeschaltet ist.',
  'notify.testSilent':
    'Dein System hat nicht gemeldet, dass sie gezeigt wurde. Wenn du nichts gesehen hast, erlaub Hashline Benachrichtigungen in den Einstellungen deines Systems.',
  'notify.notSupported': 'Dieses System zeigt keine Benachrichtigungen.',

  'computer.reach': 'Damit Nachrichten dich erreichen',
  'computer.reachHint': 'Kein Server hebt Nachrichten für dich auf: Sie erreichen dich, während Hashline läuft.',
  'computer.stays': 'Weiterlaufen, wenn das Fenster zugeht',
  'computer.staysHint': 'Es wartet neben der Uhr. Beenden kannst du es dort in seinem Menü.',
  'computer.noTray': 'Hier nicht möglich: Dieser Schreibtisch hat keinen Platz neben der Uhr, an dem es warten könnte.',
  'computer.start': 'Mit dem Computer starten',
  'computer.startNotHere': 'Geht, sobald Hashline installiert ist.',
  'computer.startFailed':
    'Dein System hat das nicht angenommen. Du kannst Hashline in dessen Einstellungen für Autostart-Programme hinzufügen.',

  'spelling.title': 'Rechtschreibung',
  'spelling.hint': 'Wird auf diesem Computer geprüft. Nichts, was du tippst, verlässt ihn.',
  'spelling.isOn': 'Wörter markieren, die falsch geschrieben aussehen',
  'spelling.nobody':
    'Auf diesem Computer ist kein Wörterbuch, das Hashline lesen kann, und es holt auch keins: Sonst erführe jemand anders, in welchen Sprachen du schreibst.',

  'updates.title': 'Neuere Versionen',
  'updates.none': 'Diese Fassung weiß nicht, wo es neuere gibt. Frag, von wem du sie hast.',
  'updates.packages': 'Dein System hält Hashline aktuell, wie seine anderen Programme.',
  'updates.page':
    'Diese Fassung kann neuere nicht selbst prüfen und holt deshalb keine. Du findest sie auf unserer Seite:',
  'updates.openPage': 'Im Browser öffnen',
  'updates.agree': 'Einmal am Tag nach neueren Versionen sehen',
  'updates.agreeHint':
    'Wer die Seite betreibt, sieht dann die Adresse deines Computers. Installiert wird nur, wenn du es sagst, und nur, was unsere Unterschrift trägt.',
  'updates.looking': 'Wird nachgesehen …',
  'updates.newest': 'Du hast die neueste Version.',
  'updates.found': 'Hashline {version} ist da.',
  'updates.fetching': 'Hashline {version} wird geholt …',
  'updates.ready': 'Hashline {version} wird installiert.',
  'updates.failed': 'Das hat nicht geklappt. Morgen wird es wieder versucht.',
  'updates.notTrusted': 'Was angeboten wurde, trägt nicht unsere Unterschrift und wurde nicht verwendet.',
  'updates.install': 'Installieren und neu starten',
  'updates.look': 'Jetzt nachsehen',
  'updates.notAgreed': 'Schalt zuerst ein, dass nach neueren Versionen gesehen wird.',
  'updates.nothingFound': 'Es gibt nichts zu installieren.',

  'close.title': 'Hashline weiterlaufen lassen?',
  'close.body':
    'Kein Server hebt Nachrichten für dich auf: Sie erreichen dich, während Hashline läuft. Es kann neben der Uhr warten, ohne Fenster. In den Einstellungen kannst du das ändern.',
  'close.stay': 'Weiterlaufen',
  'close.quit': 'Beenden',

  'startOffer.title': 'Hashline mit dem Computer starten?',
  'startOffer.body': 'Nachrichten erreichen dich nur, während es läuft.',
  'startOffer.yes': 'Ja, gern',
  'startOffer.no': 'Nein',

  'look.theme': 'Hell und dunkel',
  'look.text': 'Schriftgröße',
  'look.textHint': 'Das ganze Fenster wächst mit. Strg und + oder − tun dasselbe.',
  'look.smaller': 'Kleinere Schrift',
  'look.larger': 'Größere Schrift',
  'look.usual': 'Übliche Größe',
  'look.eyes': 'Angenehmer für die Augen',
  'look.contrast': 'Hoher Kontrast',
  'look.contrastHint': 'Dunklere Buchstaben und klarere Linien. Wenn dein System das verlangt, ist es ohnehin an.',
  'look.still': 'Nichts bewegt sich',
  'look.stillHint':
    'Dinge erscheinen und gehen ohne Gleiten und Überblenden. Wenn dein System das verlangt, ist es ohnehin an.',

  'language.title': 'Sprache von Hashline',
  'language.hint': 'Sie wechselt sofort. Ob Uhren 12 oder 24 Stunden zeigen, bestimmt dein System.',
  'language.system': 'Wie das System',

  'privacy.told': 'Was andere erfahren',
  'privacy.toldHint': 'Für alle Chats, auch neue. Für einzelne Menschen kannst du es in ihrem Chat anders einstellen.',
  'privacy.read': 'Wenn ich eine Nachricht gesehen habe',
  'privacy.readHint':
    'Ohne das steht bei dem, was andere dir geschickt haben, für sie „Angekommen“, aber nie „Gesehen“.',
  'privacy.typing': 'Wenn ich tippe',
  'privacy.nearby': 'Dass ich in der Nähe bin',
  'privacy.nearbyHint': 'Leute mit Hashline im selben Netz sehen deinen Namen unter „In der Nähe“.',
  'privacy.blocked': 'Blockierte Leute',
  'privacy.nobody': 'Du hast niemanden blockiert.',
  'privacy.blockedHint': 'Sie erreichen dich nicht und erfahren nichts davon.',
  'privacy.unblock': 'Nicht mehr blockieren',
  'privacy.unblockNamed': '{name} nicht mehr blockieren',
  'privacy.unblocked': '{name} kann dich wieder erreichen.',
  'privacy.links': 'Links in Nachrichten',
  'privacy.linksHint':
    'Hashline öffnet nie von selbst einen Link und macht keine Vorschau: Niemand erfährt, dass du einen bekommen hast, bevor du ihn öffnest.',

  'storage.room': 'Was Platz braucht',
  'storage.roomHint': 'Fotos, Dateien und Sprachnachrichten brauchen hier {size}. Texte fast nichts.',
  'storage.open': 'Durchsehen',
  'storage.openNamed': 'Durchsehen, was {name} braucht',
  'storage.quota': 'Frag mich, bevor es mehr wird als',
  'storage.quotaHint':
    'Was hier ist, wird nie von selbst gelöscht. Darüber hinaus warten neue Fotos und Dateien bei ihren Absendern, bis du ja sagst.',
  'storage.noQuota': 'Nie fragen',

  'about.madeOf': 'Auf Electron {electron}, {system}.',
  'about.licence': 'Lizenz',
  'about.licenceHint':
    'Freie Software unter {licence}: Du darfst sie benutzen, lesen, wie sie gemacht ist, sie ändern und weitergeben. Sie kommt ohne jede Gewähr.',
  'about.folders': 'Wo es alles aufbewahrt',
  'about.foldersHint':
    'Alles liegt in diesem Ordner, verschlossen. Im Protokoll stehen keine Namen und keine Nachrichten.',
  'about.showData': 'Ordner zeigen',
  'about.showLogs': 'Protokoll zeigen',
  'about.placeGone': 'Das ist nicht mehr da.',
};
