import type { app as english } from '../en/app.ts';
import type { Translated } from '../locales.ts';

export const app: Translated<typeof english> = {
  'app.name': 'Hashline',
  'app.nameUnread': '({count}) Hashline',
  'app.starting': 'Ouverture de tes messages …',
  'app.back': 'Retour à tes discussions',
  'app.crashTitle': 'Quelque chose s’est mal passé dans cette fenêtre',
  'app.crashBody':
    'C’est notre erreur, et rien de ce que tu as écrit n’est perdu. En général, il suffit de recharger la fenêtre.',
  'app.crashReload': 'Recharger',

  'notice.dismiss': 'Masquer cette note',
  'notice.keyInFile.title': 'Qui emporte cet ordinateur peut lire tes discussions.',
  'notice.keyInFile.body': 'Une phrase secrète les protège.',
  'notice.portChanged.title': 'Le port {wanted} était pris.',
  'notice.portChanged.body':
    'Hashline utilise le port {got} à la place. Tous ceux que tu connais sont prévenus automatiquement.',
  'notice.moved.title': 'Tu es passé à un autre ordinateur le {date}.',
  'notice.moved.body':
    'Ce que tu écris ici arrive quand même. Utilise le nouvel ordinateur, et Hashline ici s’il te manque quelque chose.',
  'notice.recovered.title': 'Tes messages étaient abîmés sur le disque et ont été restaurés.',
  'notice.recovered.body':
    'Ils sont tels qu’ils étaient le {date} ; ce qui est venu après revient des personnes avec qui tu parles. Le fichier abîmé est gardé à côté.',
  'notice.salvaged.nothing.title': 'Tes messages étaient abîmés sur le disque. Tous ont pu être lus.',
  'notice.salvaged.nothing.body':
    '{saved, plural, one {# message est} other {# messages sont}} ici. Le fichier abîmé est gardé à côté.',
  'notice.salvaged.messages.title': 'Tes messages étaient abîmés sur le disque. Certains n’ont pas pu être lus.',
  'notice.salvaged.messages.body':
    '{saved, plural, one {# message a été sauvé} other {# messages ont été sauvés}}. Ce qui manque revient des personnes avec qui tu parles, si elles l’ont encore. Le fichier abîmé est gardé à côté.',
  'notice.salvaged.people.title':
    'Tes messages étaient abîmés sur le disque. Certains messages et certaines personnes n’ont pas pu être lus.',
  'notice.salvaged.people.body':
    '{saved, plural, one {# message a été sauvé} other {# messages ont été sauvés}}. Si quelqu’un manque dans ta liste, demande-lui une nouvelle invitation. Les messages reviennent des personnes avec qui tu parles, si elles les ont encore. Le fichier abîmé est gardé à côté.',
  'notice.copyTrouble.title': 'Ta copie de sécurité n’a pas pu être faite.',
  'notice.copyTrouble.folderMissing':
    'Le dossier ou le disque prévu n’est pas là. Branche-le, ou choisis un autre dossier.',
  'notice.copyTrouble.diskFull': 'Le disque prévu est plein. La copie d’avant est toujours bonne.',
  'notice.copyTrouble.failed': 'Ce qui a été écrit n’a pas pu être relu. La copie d’avant est toujours bonne.',
  'notice.setPassphrase': 'Définir une phrase secrète',
  'notice.noRescueWords.title': 'Pourrais-tu revenir si cet ordinateur tombait en panne ?',
  'notice.noRescueWords.body': 'Douze mots sur du papier suffisent.',
  'notice.noRescueWords.show': 'Montre-moi',
  'notice.copyTrouble.look': 'Voir',
  'notice.diskFull.title': 'Le disque est plein.',
  'notice.diskFull.body': 'Ce que les autres t’envoient attend chez eux jusqu’à ce qu’il y ait de nouveau de la place.',

  'problem.notCopied': 'Pas copié : personne ne l’a demandé.',
  'problem.ours': 'Cela n’a pas marché, et c’est notre erreur. Réessaie, s’il te plaît.',
  'problem.conversationGone': 'Cette discussion n’est plus là.',

  'toast.label': 'Notes',
  'toast.dismiss': 'Masquer',

  'dialog.cancel': 'Annuler',
  'dialog.close': 'Fermer',
};
