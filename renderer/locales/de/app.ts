import type { app as english } from '../en/app.ts';
import type { Translated } from '../locales.ts';

export const app: Translated<typeof english> = {
  'app.name': 'Hashline',
  'app.nameUnread': '({count}) Hashline',
  'app.starting': 'Deine Nachrichten werden geöffnet …',
  'app.back': 'Zurück zu deinen Chats',
  'app.crashTitle': 'In diesem Fenster ist etwas schiefgegangen',
  'app.crashBody':
    'Das ist unser Fehler, und nichts von dem, was du geschrieben hast, ist verloren. Meistens hilft es, das Fenster neu zu laden.',
  'app.crashReload': 'Neu laden',

  'notice.dismiss': 'Hinweis ausblenden',
  'notice.keyInFile.title': 'Wer diesen Computer mitnimmt, kann deine Chats lesen.',
  'notice.keyInFile.body': 'Ein Kennwort schließt sie ab.',
  'notice.portChanged.title': 'Port {wanted} war belegt.',
  'notice.portChanged.body': 'Hashline benutzt stattdessen Port {got}. Alle, die du kennst, erfahren es von selbst.',
  'notice.moved.title': 'Du bist am {date} auf einen anderen Computer umgezogen.',
  'notice.moved.body':
    'Was du hier schreibst, kommt trotzdem an. Nimm den neueren Computer, und Hashline hier, wenn dir etwas fehlt.',
  'notice.recovered.title': 'Deine Nachrichten waren auf der Festplatte beschädigt und wurden wiederhergestellt.',
  'notice.recovered.body':
    'Sie sind auf dem Stand vom {date}; was später kam, kommt von den Leuten zurück, mit denen du schreibst. Die beschädigte Datei liegt noch daneben.',
  'notice.salvaged.nothing.title': 'Deine Nachrichten waren auf der Festplatte beschädigt. Alle waren noch lesbar.',
  'notice.salvaged.nothing.body':
    '{saved, plural, one {# Nachricht ist} other {# Nachrichten sind}} hier. Die beschädigte Datei liegt daneben.',
  'notice.salvaged.messages.title':
    'Deine Nachrichten waren auf der Festplatte beschädigt. Einige waren nicht mehr lesbar.',
  'notice.salvaged.messages.body':
    '{saved, plural, one {# Nachricht wurde} other {# Nachrichten wurden}} gerettet. Was fehlt, kommt von den Menschen zurück, mit denen du sprichst, wenn sie es noch haben. Die beschädigte Datei liegt daneben.',
  'notice.salvaged.people.title':
    'Deine Nachrichten waren auf der Festplatte beschädigt. Einige Nachrichten und Personen waren nicht mehr lesbar.',
  'notice.salvaged.people.body':
    '{saved, plural, one {# Nachricht wurde} other {# Nachrichten wurden}} gerettet. Fehlt jemand in deiner Liste, bitte um eine neue Einladung. Nachrichten kommen von den Menschen zurück, mit denen du sprichst, wenn sie sie noch haben. Die beschädigte Datei liegt daneben.',
  'notice.copyTrouble.title': 'Deine Sicherheitskopie konnte nicht gemacht werden.',
  'notice.copyTrouble.folderMissing':
    'Der Ordner oder das Laufwerk dafür ist nicht da. Schließ es an oder wähl einen anderen Ordner.',
  'notice.copyTrouble.diskFull': 'Das Laufwerk dafür ist voll. Die Kopie davor ist noch in Ordnung.',
  'notice.copyTrouble.failed':
    'Was geschrieben wurde, ließ sich nicht wieder lesen. Die Kopie davor ist noch in Ordnung.',
  'notice.setPassphrase': 'Kennwort setzen',
  'notice.noRescueWords.title': 'Kämst du wieder hinein, wenn dieser Computer kaputtginge?',
  'notice.noRescueWords.body': 'Zwölf Wörter auf Papier genügen.',
  'notice.noRescueWords.show': 'Zeig sie mir',
  'notice.copyTrouble.look': 'Ansehen',
  'notice.diskFull.title': 'Die Festplatte ist voll.',
  'notice.diskFull.body': 'Was andere dir schicken, wartet bei ihnen, bis wieder Platz ist.',

  'problem.notCopied': 'Nicht kopiert: Niemand hat darum gebeten.',
  'problem.ours': 'Das hat nicht geklappt, und es ist unser Fehler. Bitte versuch es noch einmal.',
  'problem.conversationGone': 'Diesen Chat gibt es nicht mehr.',

  'toast.label': 'Hinweise',
  'toast.dismiss': 'Ausblenden',

  'dialog.cancel': 'Abbrechen',
  'dialog.close': 'Schließen',
};
