import type { starting as english } from '../en/starting.ts';
import type { Translated } from '../locales.ts';

export const starting: Translated<typeof english> = {
  'firstRun.title': 'Bonjour ! Comment t’appelles-tu ?',
  'firstRun.nameLabel': 'Ton nom',
  'firstRun.namePlaceholder': 'Le nom que ta famille connaît',
  'firstRun.start': 'C’est parti',
  'firstRun.starting': 'On y va …',
  'firstRun.promise': 'Ni compte ni serveur : ce que tu écris va de ton ordinateur au leur.',
  'firstRun.invitedBy': '{name} t’invite. Ensuite, la discussion s’ouvre toute seule.',
  'firstRun.nameTooLong': 'Ce nom est trop long. Au plus {max} caractères, s’il te plaît.',
  'firstRun.badName': 'Ce nom est trop long, ou contient des signes que personne ne peut voir. Essaies-en un autre.',
  'firstRun.diskFull': 'Le disque est plein. Libère un peu de place, puis clique encore sur « C’est parti ».',
  'firstRun.restore': 'Restaurer depuis un autre ordinateur',

  'unlock.title': 'Tes messages sont verrouillés',
  'unlock.body': 'Entre ta phrase secrète pour les ouvrir.',
  'unlock.passphrase': 'Phrase secrète',
  'unlock.byWords':
    'Tes douze mots de secours les ouvrent aussi. Après cela, il n’y a plus de phrase secrète ; tu pourras en choisir une nouvelle.',
  'unlock.keyTitle': 'Tes mots de secours, s’il te plaît',
  'unlock.keyBody':
    'Le trousseau de mots de passe de cet ordinateur n’ouvre plus la clé de tes messages : il a peut-être été réinitialisé, ou il est verrouillé. Tes douze mots de secours les ouvrent.',
  'unlock.open': 'Ouvrir',
  'unlock.opening': 'Ouverture …',
  'unlock.useWords': 'Utiliser plutôt mes mots de secours',
  'unlock.usePassphrase': 'Utiliser plutôt ma phrase secrète',
  'unlock.wrongPassphrase': 'Ce n’est pas la phrase secrète. Réessaie autant que tu veux.',
  'unlock.busy': 'Un instant : le dernier essai est encore en cours de vérification.',

  'secret.show': 'Montrer ce que je tape',
  'secret.hide': 'Cacher ce que je tape',

  'words.label': 'Tes douze mots de secours',
  'words.count': '{count} mots sur {total}',
  'words.wrong': 'Ce ne sont pas les bons mots. Vérifie l’orthographe et l’ordre, puis réessaie.',

  'beginAnew.lead': 'Mettre tout cela de côté et recommencer …',
  'beginAnew.leadLocked': 'Je ne les ai plus …',
  'beginAnew.title': 'Recommencer ?',
  'beginAnew.body':
    'Rien n’est supprimé : ce qui est ici va dans un dossier à part, juste à côté, au cas où tu retrouverais la clé. Tu commences ensuite avec un nouveau nom, ou tu restaures depuis un fichier de secours ou une copie complète, si tu en as.',
  'beginAnew.yes': 'Mettre de côté et recommencer',
  'beginAnew.done': 'Ce qui était ici se trouve maintenant dans le dossier « {folder} ».',
  'beginAnew.failed': 'Impossible de le mettre de côté. Vérifie que le disque n’est ni plein ni en lecture seule.',

  'restore.title': 'Restaurer depuis un autre ordinateur',
  'restore.from': 'Ce que tu en as gardé',
  'restore.file': 'Fichier de secours',
  'restore.copy': 'Copie complète',
  'restore.fileBack':
    'Tu retrouves ton nom, tes proches et tes groupes. Ce que vous vous êtes écrit revient de chez eux, dans la mesure où ils l’ont encore.',
  'restore.copyBack':
    'Tu retrouves tout : personnes, messages, photos et fichiers, tels qu’ils étaient au moment de la copie.',
  'restore.not':
    'On demande à tes proches si cet ordinateur est vraiment le tien. L’ancien, s’il fonctionne encore, dit que tu as changé d’ordinateur.',
  'restore.pickFile': 'Choisir le fichier de secours …',
  'restore.pickFolder': 'Choisir le dossier de la copie …',
  'restore.begin': 'Restaurer',
  'restore.busy': 'Restauration …',
  'restore.cancel': 'Commencer sans',
  'restore.notRescueFile': 'Ce n’est pas un fichier de secours. En général, son nom se termine par « .hashline ».',
  'restore.newerVersion': 'Cela vient d’un Hashline plus récent. Installe la dernière version, puis restaure.',
  'restore.unreadable': 'Impossible de lire cela. Vérifie que le disque est branché, puis choisis-le de nouveau.',
  'restore.noCopy': 'Il n’y a pas de copie de Hashline dans ce dossier. Choisis celui qui contient « Hashline copy ».',
  'restore.copyDamaged': 'Cette copie est abîmée. Si tu en as une autre, ou un fichier de secours, utilise-le.',
  'restore.diskFull': 'Il n’y a pas assez de place sur cet ordinateur. Libère de la place, puis réessaie.',
  'restore.pickGone': 'Choisis-le encore une fois, s’il te plaît.',

  'startFailed.folderNotWritable.title': 'Hashline ne peut pas écrire dans son dossier',
  'startFailed.folderNotWritable.body':
    'Vérifie que le disque n’est ni plein ni en lecture seule et que le dossier t’appartient. Puis relance Hashline.',
  'startFailed.folderInUse.title': 'Hashline est déjà ouvert',
  'startFailed.folderInUse.body':
    'Une autre fenêtre utilise les mêmes messages. Continue là-bas, ou ferme-la et relance Hashline.',
  'startFailed.storeNewer.title': 'Ces messages ont été enregistrés par un Hashline plus récent',
  'startFailed.storeNewer.body': 'Installe la dernière version pour les lire. Rien n’a été changé ici.',
  'startFailed.storeDamaged.title': 'Les messages enregistrés ne peuvent pas être lus',
  'startFailed.storeDamaged.body':
    'Le disque est peut-être en train de lâcher. Rien n’a été supprimé : fais une copie du dossier ci-dessous avant d’essayer autre chose.',
  'startFailed.keyMissing.title': 'La clé de tes messages manque',
  'startFailed.keyMissing.body':
    'Elle est gardée par le trousseau de mots de passe de cet ordinateur. Déverrouille-le, ou connecte-toi comme d’habitude, et relance Hashline. Rien n’a été supprimé.',
  'startFailed.passphraseNeeded.title': 'Tes messages sont verrouillés',
  'startFailed.passphraseNeeded.body':
    'Ils s’ouvrent avec ta phrase secrète. Si tu l’as oubliée, tes douze mots de secours les ouvrent aussi.',
  'startFailed.internal.title': 'Hashline n’a pas pu démarrer',
  'startFailed.internal.body': 'C’est notre erreur. Rien n’a été supprimé. Relance Hashline, s’il te plaît.',
  'startFailed.tryAgain': 'Réessayer',
  'startFailed.showData': 'Montrer le dossier',
  'startFailed.showLogs': 'Montrer le journal',
  'startFailed.details': 'Détails',
};
