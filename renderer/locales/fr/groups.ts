import type { groups as english } from '../en/groups.ts';
import type { Translated } from '../locales.ts';

export const groups: Translated<typeof english> = {
  'group.newTitle': 'Nouveau groupe',
  'group.titleLabel': 'Nom du groupe',
  'group.titlePlaceholder': 'Famille, chorale, maison de vacances …',
  'group.choose': 'Qui en fait partie ?',
  'group.noContacts': 'Il ne reste personne à inviter. Tu peux inviter ceux que tu ajoutes comme contacts.',
  'group.make':
    '{count, plural, =0 {Créer le groupe} one {Créer le groupe et inviter # personne} other {Créer le groupe et inviter # personnes}}',
  'group.newHint': 'On demande d’abord à ceux que tu invites. Le groupe marche aussi quand tu n’es pas là.',
  'group.memberCount': '{count, plural, one {# membre} other {# membres}}',
  'group.members': 'Membres',
  'group.details': 'À propos de {name}',
  'group.closeDetails': 'Fermer',
  'group.rename': 'Renommer le groupe',
  'group.save': 'Enregistrer',
  'group.admin': 'Admin',
  'group.notJoined': 'Invitation envoyée, pas encore de oui',
  'group.changeMember': 'Changer {name}',
  'group.makeAdmin': 'Nommer admin',
  'group.takeAdmin': 'Redevenir simple membre',
  'group.wishAdmin': 'Proposer comme admin',
  'group.wishMyself': 'Te proposer comme admin',
  'group.takeBackWish': 'Retirer ta proposition',
  'group.wished': 'Proposé comme admin par {count, number} sur {all, number}',
  'group.onlyAdmins':
    'Seuls les admins peuvent inviter des personnes et modifier le groupe. S’il n’y a plus d’admin, proposez quelqu’un parmi vous : plus de la moitié des membres doit être d’accord.',
  'group.onlyAdminsOfTwo': 'Seul un admin peut inviter des personnes et modifier le groupe.',
  'group.remove': 'Retirer du groupe',
  'group.add': 'Inviter des gens',
  'group.invite': 'Inviter',
  'group.withHistory': 'Ils peuvent lire ce qui a été dit avant',
  'group.leave': 'Quitter le groupe',
  'group.leaveTitle': 'Quitter {name} ?',
  'group.leaveBody':
    'Tu gardes ce qui a été dit jusqu’ici et ne reçois plus rien de nouveau. Seul un admin peut t’inviter à nouveau.',
  'group.leaveLastAdmin': 'Tu es le seul admin : la personne présente depuis le plus longtemps te succède.',
  'group.invitationLabel': 'Invitation à {name}',
  'group.invitedBy': '{name} t’invite dans ce groupe.',
  'group.invitedBySomeone': 'Tu es invité dans ce groupe.',
  'group.joinHint': 'Tous ceux qui en font partie verront ton nom, et vous vous écrirez directement.',
  'group.join': 'Rejoindre',
  'group.joinNamed': 'Rejoindre {name}',
  'group.decline': 'Refuser',
  'group.declineNamed': 'Refuser {name}',
  'group.closed.joining': 'Entrée dans le groupe … Il s’ouvre dès que {name} est en ligne.',
  'group.closed.mending':
    'Une partie de ce groupe a été perdue sur cet ordinateur. Il s’ouvre à nouveau dès qu’un autre membre est en ligne.',
  'group.closed.left': 'Tu as quitté ce groupe. Tu gardes ce qui a été dit jusque-là.',
  'group.closed.removed': 'Tu as été retiré de ce groupe. Tu gardes ce qui a été dit jusque-là.',
  'group.closed.frozen':
    'Un membre utilise un Hashline plus récent, qui a changé ce groupe. Installe la dernière version pour participer.',
  'group.problem.badTitle':
    'Ce nom est trop long, ou contient des signes que personne ne peut voir. Essaies-en un autre.',
  'group.problem.unknownPerson': 'L’une de ces personnes n’est pas dans tes contacts ou n’est plus dans le groupe.',
  'group.problem.notAdmin': 'Seul un admin du groupe peut faire cela.',
  'group.problem.full': 'Le groupe est plein : il peut avoir au plus 200 personnes.',
  'group.problem.tooMany': 'Tu es dans autant de groupes que Hashline peut en tenir.',
  'group.problem.diskFull': 'Le disque est plein. Libère de la place, puis réessaie.',
  'group.created': '{byMe, select, yes {Tu as} other {{by} a}} créé ce groupe.',
  'group.joined': '{byMe, select, yes {Tu as} other {{by} a}} rejoint le groupe.',
  'group.left': '{byMe, select, yes {Tu as} other {{by} a}} quitté le groupe.',
  'group.picture': '{byMe, select, yes {Tu as} other {{by} a}} changé l’image du groupe.',
  'group.title': '{byMe, select, yes {Tu as} other {{by} a}} nommé le groupe « {title} ».',
  'group.added':
    '{whoMe, select, yes {{byMe, select, yes {Tu t’es invité} other {{by} t’a invité}}} other {{byMe, select, yes {Tu as} other {{by} a}} invité {who}}}.',
  'group.removed':
    '{whoMe, select, yes {{byMe, select, yes {Tu t’es retiré} other {{by} t’a retiré}}} other {{byMe, select, yes {Tu as} other {{by} a}} retiré {who}}}.',
  'group.madeAdmin':
    '{whoMe, select, yes {{byMe, select, yes {Tu t’es nommé} other {{by} t’a nommé}}} other {{byMe, select, yes {Tu as} other {{by} a}} nommé {who}}} admin.',
  'group.wishedAdmin':
    '{byMe, select, yes {Tu as proposé} other {{by} a proposé}} {whoMe, select, yes {que tu sois} other {que {who} soit}} admin.',
  'group.unwishedAdmin':
    '{byMe, select, yes {Tu ne proposes} other {{by} ne propose}} plus {whoMe, select, yes {que tu sois} other {que {who} soit}} admin.',
  'group.madeMember': '{whoMe, select, yes {Tu n’es} other {{who} n’est}} plus admin.',
  'group.itsPicture': 'Image du groupe',
};
