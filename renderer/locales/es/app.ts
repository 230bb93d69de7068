import type { app as english } from '../en/app.ts';
import type { Translated } from '../locales.ts';

export const app: Translated<typeof english> = {
  'app.name': 'Hashline',
  'app.nameUnread': '({count}) Hashline',
  'app.starting': 'Abriendo tus mensajes…',
  'app.back': 'Volver a tus chats',
  'app.crashTitle': 'Algo ha salido mal en esta ventana',
  'app.crashBody':
    'Es un error nuestro, y nada de lo que escribiste se ha perdido. Casi siempre basta con volver a cargar la ventana.',
  'app.crashReload': 'Volver a cargar',

  'notice.dismiss': 'Ocultar esta nota',
  'notice.keyInFile.title': 'Quien se lleve este ordenador puede leer tus chats.',
  'notice.keyInFile.body': 'Una contraseña los protege.',
  'notice.portChanged.title': 'El puerto {wanted} estaba ocupado.',
  'notice.portChanged.body': 'Hashline usa el puerto {got} en su lugar. Todos los que conoces se enteran solos.',
  'notice.moved.title': 'Te mudaste a otro ordenador el {date}.',
  'notice.moved.body':
    'Lo que escribes aquí llega igual. Usa el ordenador nuevo, y Hashline aquí cuando eches algo en falta.',
  'notice.recovered.title': 'Tus mensajes estaban dañados en el disco y se han restaurado.',
  'notice.recovered.body':
    'Están como el {date}; lo que vino después vuelve de las personas con las que hablas. El archivo dañado se conserva al lado.',
  'notice.salvaged.nothing.title': 'Tus mensajes estaban dañados en el disco. Todos se han podido leer.',
  'notice.salvaged.nothing.body':
    '{saved, plural, one {# mensaje está} other {# mensajes están}} aquí. El archivo dañado se guarda al lado.',
  'notice.salvaged.messages.title': 'Tus mensajes estaban dañados en el disco. Algunos no se han podido leer.',
  'notice.salvaged.messages.body':
    '{saved, plural, one {Se ha salvado # mensaje} other {Se han salvado # mensajes}}. Lo que falta vuelve de las personas con las que hablas, si aún lo tienen. El archivo dañado se guarda al lado.',
  'notice.salvaged.people.title':
    'Tus mensajes estaban dañados en el disco. Algunos mensajes y personas no se han podido leer.',
  'notice.salvaged.people.body':
    '{saved, plural, one {Se ha salvado # mensaje} other {Se han salvado # mensajes}}. Si falta alguien en tu lista, pídele una invitación nueva. Los mensajes vuelven de las personas con las que hablas, si aún los tienen. El archivo dañado se guarda al lado.',
  'notice.copyTrouble.title': 'No se ha podido hacer tu copia de seguridad.',
  'notice.copyTrouble.folderMissing': 'La carpeta o la unidad para ella no está. Conéctala o elige otra carpeta.',
  'notice.copyTrouble.diskFull': 'La unidad para ella está llena. La copia anterior sigue siendo buena.',
  'notice.copyTrouble.failed': 'Lo que se escribió no se pudo volver a leer. La copia anterior sigue siendo buena.',
  'notice.setPassphrase': 'Poner una contraseña',
  'notice.noRescueWords.title': '¿Podrías volver a entrar si este ordenador se rompiera?',
  'notice.noRescueWords.body': 'Bastan doce palabras en un papel.',
  'notice.noRescueWords.show': 'Enséñamelas',
  'notice.copyTrouble.look': 'Verlo',
  'notice.diskFull.title': 'El disco está lleno.',
  'notice.diskFull.body': 'Lo que otros te envían espera con ellos hasta que vuelva a haber sitio.',

  'problem.notCopied': 'No se ha copiado: nadie lo ha pedido.',
  'problem.ours': 'No ha funcionado, y es un error nuestro. Prueba otra vez.',
  'problem.conversationGone': 'Este chat ya no está aquí.',

  'toast.label': 'Notas',
  'toast.dismiss': 'Ocultar',

  'dialog.cancel': 'Cancelar',
  'dialog.close': 'Cerrar',
};
