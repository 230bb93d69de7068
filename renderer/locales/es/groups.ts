import type { groups as english } from '../en/groups.ts';
import type { Translated } from '../locales.ts';

export const groups: Translated<typeof english> = {
  'group.newTitle': 'Grupo nuevo',
  'group.titleLabel': 'Nombre del grupo',
  'group.titlePlaceholder': 'Familia, coro, casa de verano…',
  'group.choose': '¿Quién forma parte?',
  'group.noContacts': 'No queda nadie a quien invitar. Puedes invitar a quien añadas como contacto.',
  'group.make':
    '{count, plural, =0 {Crear el grupo} one {Crear el grupo e invitar a # persona} other {Crear el grupo e invitar a # personas}}',
  'group.newHint': 'A quien invitas se le pregunta primero. El grupo también funciona cuando no estás.',
  'group.memberCount': '{count, plural, one {# miembro} other {# miembros}}',
  'group.members': 'Miembros',
  'group.details': 'Sobre {name}',
  'group.closeDetails': 'Cerrar',
  'group.rename': 'Cambiar el nombre del grupo',
  'group.save': 'Guardar',
  'group.admin': 'Administra',
  'group.notJoined': 'Con invitación, aún no ha dicho que sí',
  'group.changeMember': 'Cambiar a {name}',
  'group.makeAdmin': 'Dar la administración',
  'group.takeAdmin': 'Dejar como miembro normal',
  'group.wishAdmin': 'Proponer para administrar',
  'group.wishMyself': 'Proponerte para administrar',
  'group.takeBackWish': 'Retirar tu propuesta',
  'group.wished': '{count, number} de {all, number} proponen que administre',
  'group.onlyAdmins':
    'Solo quienes administran pueden invitar a gente y cambiar el grupo. Si ya no queda nadie que administre, proponed a alguien del grupo: más de la mitad de los miembros debe estar de acuerdo.',
  'group.onlyAdminsOfTwo': 'Solo quien administra puede invitar a gente y cambiar el grupo.',
  'group.remove': 'Quitar del grupo',
  'group.add': 'Invitar a gente',
  'group.invite': 'Invitar',
  'group.withHistory': 'Pueden leer lo que se dijo antes',
  'group.leave': 'Salir del grupo',
  'group.leaveTitle': '¿Salir de {name}?',
  'group.leaveBody':
    'Conservas lo que se ha dicho hasta ahora y no recibes nada nuevo. Solo quien administra puede invitarte de nuevo.',
  'group.leaveLastAdmin': 'Solo tú administras el grupo: te sucede quien lleve más tiempo en él.',
  'group.invitationLabel': 'Invitación a {name}',
  'group.invitedBy': '{name} te invita a este grupo.',
  'group.invitedBySomeone': 'Te han invitado a este grupo.',
  'group.joinHint': 'Todos en él verán tu nombre, y os escribiréis directamente.',
  'group.join': 'Entrar',
  'group.joinNamed': 'Entrar en {name}',
  'group.decline': 'Rechazar',
  'group.declineNamed': 'Rechazar {name}',
  'group.closed.joining': 'Entrando… El grupo se abre en cuanto {name} se conecte.',
  'group.closed.mending':
    'Una parte de este grupo se perdió en este ordenador. Se abre de nuevo en cuanto otra persona del grupo se conecte.',
  'group.closed.left': 'Has salido de este grupo. Conservas lo que se dijo hasta entonces.',
  'group.closed.removed': 'Te han quitado de este grupo. Conservas lo que se dijo hasta entonces.',
  'group.closed.frozen':
    'Un miembro usa un Hashline más nuevo, que ha cambiado este grupo. Instala la última versión para participar.',
  'group.problem.badTitle': 'Este nombre es demasiado largo o tiene signos que nadie puede ver. Prueba con otro.',
  'group.problem.unknownPerson': 'Una de esas personas no está entre tus contactos o ya no está en el grupo.',
  'group.problem.notAdmin': 'Eso solo puede hacerlo quien administra el grupo.',
  'group.problem.full': 'El grupo está lleno: puede tener como mucho 200 personas.',
  'group.problem.tooMany': 'Estás en tantos grupos como caben en Hashline.',
  'group.problem.diskFull': 'El disco está lleno. Libera espacio y prueba otra vez.',
  'group.created': '{byMe, select, yes {Creaste} other {{by} creó}} este grupo.',
  'group.joined': '{byMe, select, yes {Entraste} other {{by} entró}} en el grupo.',
  'group.left': '{byMe, select, yes {Saliste} other {{by} salió}} del grupo.',
  'group.picture': '{byMe, select, yes {Cambiaste} other {{by} cambió}} la imagen del grupo.',
  'group.title': '{byMe, select, yes {Llamaste} other {{by} llamó}} «{title}» al grupo.',
  'group.added':
    '{whoMe, select, yes {{byMe, select, yes {Te invitaste} other {{by} te invitó}}} other {{byMe, select, yes {Invitaste} other {{by} invitó}} a {who}}}.',
  'group.removed':
    '{whoMe, select, yes {{byMe, select, yes {Te quitaste} other {{by} te quitó}}} other {{byMe, select, yes {Quitaste} other {{by} quitó}} a {who}}}.',
  'group.madeAdmin':
    '{whoMe, select, yes {{byMe, select, yes {Te diste} other {{by} te dio}} la administración} other {{byMe, select, yes {Diste} other {{by} dio}} la administración a {who}}}.',
  'group.wishedAdmin':
    '{byMe, select, yes {Has propuesto} other {{by} ha propuesto}} que {whoMe, select, yes {administres} other {{who} administre}} el grupo.',
  'group.unwishedAdmin':
    '{byMe, select, yes {Ya no propones} other {{by} ya no propone}} que {whoMe, select, yes {administres} other {{who} administre}} el grupo.',
  'group.madeMember': '{whoMe, select, yes {Ya no administras} other {{who} ya no administra}} el grupo.',
  'group.itsPicture': 'Imagen del grupo',
};
