import type { settings as english } from '../en/settings.ts';
import type { Translated } from '../locales.ts';

export const settings: Translated<typeof english> = {
  'settings.title': 'Réglages',
  'settings.sections': 'Parties des réglages',
  'settings.profile': 'Profil',
  'settings.look': 'Apparence',
  'settings.privacy': 'Vie privée',
  'settings.network': 'Réseau',
  'settings.storage': 'Espace',
  'settings.backup': 'Copies et sécurité',
  'settings.language': 'Langue',
  'settings.about': 'À propos',
  'settings.notifications': 'Notifications',
  'settings.computer': 'Cet ordinateur',

  'notify.about': 'Quand un message arrive',
  'notify.isOn': 'Montrer une notification',
  'notify.sound': 'Avec un son',
  'notify.says': 'Ce qu’elle dit',
  'notify.saysHint': 'Qui voit ton écran peut le lire aussi.',
  'notify.nameAndText': 'Le nom et le message',
  'notify.name': 'Seulement le nom',
  'notify.nothing': 'Rien que « Nouveau message »',
  'notify.quietUntil': 'Silence jusqu’à {time}',
  'notify.quietEnd': 'Fin du silence',
  'notify.test': 'Est-ce que ça marche ?',
  'notify.testHint': 'Montre une vraie notification, comme réglé ci-dessus.',
  'notify.testButton': 'En montrer une',
  'notify.testShown':
    'Ton système dit qu’elle a été montrée. Si tu n’as rien vu, regarde si « Ne pas déranger » est activé.',
  'notify.testSilent':
    'Ton système n’a pas dit qu’elle a été montrée. Si tu n’as rien vu, autorise les notifications de Hashline dans les réglages de ton système.',
  'notify.notSupported': 'Ce système ne montre pas de notifications.',

  'computer.reach': 'Pour que les messages t’arrivent',
  'computer.reachHint': 'Aucun serveur ne garde de messages pour toi : ils t’arrivent pendant que Hashline fonctionne.',
  'computer.stays': 'Continuer quand la fenêtre est fermée',
  'computer.staysHint': 'Il attend à côté de l’horloge. Tu peux le quitter depuis son menu.',
  'computer.noTray': 'Impossible ici : ce bureau n’a pas de place à côté de l’horloge où il pourrait attendre.',
  'computer.start': 'Démarrer avec l’ordinateur',
  'computer.startNotHere': 'Possible une fois Hashline installé.',
  'computer.startFailed':
    'Ton système ne l’a pas accepté. Tu peux ajouter Hashline dans ses réglages des programmes au démarrage.',

  'spelling.title': 'Orthographe',
  'spelling.hint': 'Vérifiée sur cet ordinateur. Rien de ce que tu tapes n’en sort.',
  'spelling.isOn': 'Marquer les mots qui semblent mal écrits',
  'spelling.nobody':
    'Il n’y a pas sur cet ordinateur de dictionnaire que Hashline puisse lire, et il n’en télécharge pas : cela dirait à quelqu’un d’autre dans quelles langues tu écris.',

  'updates.title': 'Nouvelles versions',
  'updates.none': 'Cet exemplaire ne sait pas où sont les nouvelles versions. Demande à qui te l’a donné.',
  'updates.packages': 'Ton système tient Hashline à jour, comme ses autres programmes.',
  'updates.page':
    'Cet exemplaire ne peut pas vérifier les nouvelles versions lui-même, alors il n’en télécharge pas. Tu les trouves sur notre page :',
  'updates.openPage': 'Ouvrir dans le navigateur',
  'updates.agree': 'Chercher de nouvelles versions une fois par jour',
  'updates.agreeHint':
    'Qui tient cette page voit alors l’adresse de ton ordinateur. Rien n’est installé sans ton accord ni sans notre signature.',
  'updates.looking': 'On cherche …',
  'updates.newest': 'Tu as la dernière version.',
  'updates.found': 'Hashline {version} est là.',
  'updates.fetching': 'Téléchargement de Hashline {version} …',
  'updates.ready': 'Hashline {version} s’installe.',
  'updates.failed': 'Cela n’a pas marché. Nouvel essai demain.',
  'updates.notTrusted': 'Ce qui était proposé ne porte pas notre signature, et n’a pas été utilisé.',
  'updates.install': 'Installer et redémarrer',
  'updates.look': 'Chercher maintenant',
  'updates.notAgreed': 'Active d’abord la recherche de nouvelles versions.',
  'updates.nothingFound': 'Il n’y a rien à installer.',

  'close.title': 'Laisser Hashline en marche ?',
  'close.body':
    'Aucun serveur ne garde de messages pour toi : ils t’arrivent pendant que Hashline fonctionne. Il peut attendre à côté de l’horloge, sans fenêtre. Tu peux changer cela dans les réglages.',
  'close.stay': 'Laisser en marche',
  'close.quit': 'Quitter',

  'startOffer.title': 'Démarrer Hashline avec l’ordinateur ?',
  'startOffer.body': 'Les messages ne t’arrivent que pendant qu’il fonctionne.',
  'startOffer.yes': 'Oui, volontiers',
  'startOffer.no': 'Non',

  'look.theme': 'Clair et sombre',
  'look.text': 'Taille du texte',
  'look.textHint': 'Toute la fenêtre grandit avec. Ctrl et + ou − font la même chose.',
  'look.smaller': 'Texte plus petit',
  'look.larger': 'Texte plus grand',
  'look.usual': 'Taille habituelle',
  'look.eyes': 'Plus doux pour les yeux',
  'look.contrast': 'Contraste élevé',
  'look.contrastHint':
    'Des lettres plus foncées et des lignes plus nettes. Si ton système le demande, c’est activé de toute façon.',
  'look.still': 'Rien ne bouge',
  'look.stillHint':
    'Les choses apparaissent et partent sans glisser ni fondre. Si ton système le demande, c’est activé de toute façon.',

  'language.title': 'Langue de Hashline',
  'language.hint': 'Elle change tout de suite. Que l’heure soit sur 12 ou 24 heures dépend de ton système.',
  'language.system': 'Comme le système',

  'privacy.told': 'Ce que les autres savent',
  'privacy.toldHint':
    'Pour toutes les discussions, aussi les nouvelles. Pour une personne, tu peux choisir autrement dans sa discussion.',
  'privacy.read': 'Quand j’ai vu un message',
  'privacy.readHint': 'Sinon, les autres voient « Arrivé » sous ce qu’ils t’ont envoyé, jamais « Vu ».',
  'privacy.typing': 'Quand j’écris',
  'privacy.nearby': 'Que je suis tout près',
  'privacy.nearbyHint': 'Les gens qui ont Hashline sur le même réseau voient ton nom sous « Tout près ».',
  'privacy.blocked': 'Personnes bloquées',
  'privacy.nobody': 'Tu n’as bloqué personne.',
  'privacy.blockedHint': 'Elles ne peuvent pas te joindre, et n’en savent rien.',
  'privacy.unblock': 'Débloquer',
  'privacy.unblockNamed': 'Débloquer {name}',
  'privacy.unblocked': '{name} peut de nouveau te joindre.',
  'privacy.links': 'Liens dans les messages',
  'privacy.linksHint':
    'Hashline n’ouvre jamais un lien de lui-même et ne fait pas d’aperçus : personne n’apprend que tu en as reçu un avant que tu l’ouvres.',

  'storage.room': 'Ce qui prend de la place',
  'storage.roomHint': 'Les photos, fichiers et messages vocaux prennent {size} ici. Les textes presque rien.',
  'storage.open': 'Parcourir',
  'storage.openNamed': 'Parcourir ce que prend {name}',
  'storage.quota': 'Me demander avant que cela dépasse',
  'storage.quotaHint':
    'Rien de ce qui est ici n’est jamais supprimé tout seul. Au-delà, les nouvelles photos et les nouveaux fichiers attendent chez ceux qui les envoient jusqu’à ton accord.',
  'storage.noQuota': 'Ne jamais demander',

  'about.madeOf': 'Sur Electron {electron}, {system}.',
  'about.licence': 'Licence',
  'about.licenceHint':
    'Logiciel libre sous {licence} : tu peux l’utiliser, lire comment il est fait, le changer et le transmettre. Il vient sans aucune garantie.',
  'about.folders': 'Où sont gardées les choses',
  'about.foldersHint': 'Tout se trouve dans ce dossier, verrouillé. Le journal ne contient ni noms ni messages.',
  'about.showData': 'Montrer le dossier',
  'about.showLogs': 'Montrer le journal',
  'about.placeGone': 'Ce n’est plus là.',
};
