import type { starting as english } from '../en/starting.ts';
import type { Translated } from '../locales.ts';

export const starting: Translated<typeof english> = {
  'firstRun.title': '¡Hola! ¿Cómo te llamas?',
  'firstRun.nameLabel': 'Tu nombre',
  'firstRun.namePlaceholder': 'El nombre que conoce tu familia',
  'firstRun.start': 'Empezar',
  'firstRun.starting': 'Empezando…',
  'firstRun.promise': 'Sin cuenta y sin servidor: lo que escribes va de tu ordenador al suyo.',
  'firstRun.invitedBy': '{name} te invita. Después, el chat se abre solo.',
  'firstRun.nameTooLong': 'Ese nombre es demasiado largo. Como mucho {max} caracteres, por favor.',
  'firstRun.badName': 'Este nombre es demasiado largo o tiene signos que nadie puede ver. Prueba con otro.',
  'firstRun.diskFull': 'El disco está lleno. Libera espacio y pulsa otra vez «Empezar».',
  'firstRun.restore': 'Restaurar desde otro ordenador',

  'unlock.title': 'Tus mensajes están bajo llave',
  'unlock.body': 'Escribe tu contraseña para abrirlos.',
  'unlock.passphrase': 'Contraseña',
  'unlock.byWords':
    'Tus doce palabras de rescate también los abren. Después ya no hay contraseña; puedes elegir una nueva.',
  'unlock.keyTitle': 'Tus palabras de rescate, por favor',
  'unlock.keyBody':
    'El almacén de contraseñas de este ordenador ya no abre la llave de tus mensajes: puede que se haya restablecido o que esté bloqueado. Tus doce palabras de rescate los abren.',
  'unlock.open': 'Abrir',
  'unlock.opening': 'Abriendo…',
  'unlock.useWords': 'Prefiero usar mis palabras de rescate',
  'unlock.usePassphrase': 'Prefiero usar mi contraseña',
  'unlock.wrongPassphrase': 'Esa no es la contraseña. Prueba todas las veces que quieras.',
  'unlock.busy': 'Un momento: aún se está comprobando el último intento.',

  'secret.show': 'Mostrar lo que escribo',
  'secret.hide': 'Ocultar lo que escribo',

  'words.label': 'Tus doce palabras de rescate',
  'words.count': '{count} de {total} palabras',
  'words.wrong': 'No son las palabras correctas. Revisa la ortografía y el orden, y prueba otra vez.',

  'beginAnew.lead': 'Dejar todo esto aparte y empezar de nuevo…',
  'beginAnew.leadLocked': 'Ya no las tengo…',
  'beginAnew.title': '¿Empezar de nuevo?',
  'beginAnew.body':
    'No se borra nada: lo que hay aquí pasa a una carpeta propia, al lado, por si más tarde encuentras la llave. Luego empiezas con un nombre nuevo, o restauras desde un archivo de rescate o una copia completa, si la tienes.',
  'beginAnew.yes': 'Dejar aparte y empezar de nuevo',
  'beginAnew.done': 'Lo que había aquí está ahora en la carpeta «{folder}».',
  'beginAnew.failed': 'No se ha podido dejar aparte. Comprueba que el disco no esté lleno ni sea de solo lectura.',

  'restore.title': 'Restaurar desde otro ordenador',
  'restore.from': 'Lo que tienes de él',
  'restore.file': 'Archivo de rescate',
  'restore.copy': 'Copia completa',
  'restore.fileBack':
    'Recuperas tu nombre, tu gente y tus grupos. Lo que os habéis escrito vuelve de ellos, si aún lo tienen.',
  'restore.copyBack': 'Lo recuperas todo: personas, mensajes, fotos y archivos, tal como estaban al hacer la copia.',
  'restore.not':
    'A tu gente se le pregunta si este ordenador es tuyo de verdad. El viejo, si aún funciona, avisa de que te has mudado.',
  'restore.pickFile': 'Elegir el archivo de rescate…',
  'restore.pickFolder': 'Elegir la carpeta de la copia…',
  'restore.begin': 'Restaurar',
  'restore.busy': 'Restaurando…',
  'restore.cancel': 'Empezar sin ella',
  'restore.notRescueFile': 'Esto no es un archivo de rescate. Su nombre suele acabar en «.hashline».',
  'restore.newerVersion': 'Esto lo hizo un Hashline más nuevo. Instala la última versión y luego restaura.',
  'restore.unreadable': 'No se ha podido leer. Comprueba que la unidad esté conectada y elígelo otra vez.',
  'restore.noCopy': 'En esta carpeta no hay ninguna copia de Hashline. Elige la que contiene «Hashline copy».',
  'restore.copyDamaged': 'Esta copia está dañada. Si tienes otra, o un archivo de rescate, usa eso.',
  'restore.diskFull': 'No hay bastante espacio en este ordenador. Libera espacio y prueba otra vez.',
  'restore.pickGone': 'Elígelo otra vez, por favor.',

  'startFailed.folderNotWritable.title': 'Hashline no puede escribir en su carpeta',
  'startFailed.folderNotWritable.body':
    'Comprueba que el disco no esté lleno ni sea de solo lectura y que la carpeta sea tuya. Después vuelve a abrir Hashline.',
  'startFailed.folderInUse.title': 'Hashline ya está abierto',
  'startFailed.folderInUse.body':
    'Otra ventana usa los mismos mensajes. Sigue allí, o ciérrala y vuelve a abrir Hashline.',
  'startFailed.storeNewer.title': 'Estos mensajes los guardó un Hashline más nuevo',
  'startFailed.storeNewer.body': 'Instala la última versión para leerlos. Aquí no se ha cambiado nada.',
  'startFailed.storeDamaged.title': 'No se pueden leer los mensajes guardados',
  'startFailed.storeDamaged.body':
    'Puede que el disco esté fallando. No se ha borrado nada: haz una copia de la carpeta de abajo antes de probar otra cosa.',
  'startFailed.keyMissing.title': 'Falta la llave de tus mensajes',
  'startFailed.keyMissing.body':
    'La guarda el almacén de contraseñas de este ordenador. Desbloquéalo, o entra como siempre, y vuelve a abrir Hashline. No se ha borrado nada.',
  'startFailed.passphraseNeeded.title': 'Tus mensajes están bajo llave',
  'startFailed.passphraseNeeded.body':
    'Se abren con tu contraseña. Si la has olvidado, tus doce palabras de rescate también los abren.',
  'startFailed.internal.title': 'Hashline no ha podido empezar',
  'startFailed.internal.body': 'Es un error nuestro. No se ha borrado nada. Vuelve a abrir Hashline, por favor.',
  'startFailed.tryAgain': 'Probar otra vez',
  'startFailed.showData': 'Mostrar la carpeta',
  'startFailed.showLogs': 'Mostrar el registro',
  'startFailed.details': 'Detalles',
};
