import type { ShellSentences } from '../words.ts';

/** The shell's sentences in Spanish; en.ts says what they are. */
export const es: ShellSentences = {
  'app.name': 'Hashline',

  // ---- notifications ---------------------------------------------------------------------------------------------
  'notify.nameCount': '{name} ({count})',
  'notify.news': '{count, plural, one {Mensaje nuevo} other {# mensajes nuevos}}',
  'notify.hidden': 'Mensaje nuevo',
  'notify.said': '{name}: {text}',
  'notify.photos': '{count, plural, one {Foto} other {# fotos}}',
  'notify.photoWithCaption': '{photos}: {caption}',
  'notify.voice': 'Mensaje de voz',
  'notify.file': 'Archivo: {name}',
  'notify.invited': '{name} te invita a este grupo',
  'notify.invitedBySomeone': 'Te han invitado a un grupo',
  'notify.request': 'Alguien nuevo pide escribirte',
  'notify.test': 'Así se verá un mensaje',

  // ---- the notification area -------------------------------------------------------------------------------------
  'tray.tip':
    '{unread, plural, =0 {Hashline} one {Hashline: # mensaje sin leer} other {Hashline: # mensajes sin leer}}',
  'tray.open': 'Abrir Hashline',
  'tray.quiet': 'Silenciar una hora',
  'tray.quit': 'Salir',

  // ---- the application menu --------------------------------------------------------------------------------------
  'menu.file': '&Archivo',
  'menu.addSomeone': 'Añadir a alguien',
  'menu.newGroup': 'Grupo nuevo',
  'menu.settings': 'Ajustes',
  'menu.close': 'Cerrar la ventana',
  'menu.quit': 'Salir de Hashline',
  'menu.edit': '&Editar',
  'menu.undo': 'Deshacer',
  'menu.redo': 'Rehacer',
  'menu.cut': 'Cortar',
  'menu.copy': 'Copiar',
  'menu.paste': 'Pegar',
  'menu.selectAll': 'Seleccionar todo',
  'menu.view': '&Ver',
  'menu.usualText': 'Tamaño de texto habitual',
  'menu.largerText': 'Texto más grande',
  'menu.smallerText': 'Texto más pequeño',
  'menu.fullScreen': 'Pantalla completa',
  'menu.reload': 'Recargar',
  'menu.developerTools': 'Herramientas de desarrollo',
  'menu.window': 'Ve&ntana',
  'menu.help': 'A&yuda',
  'menu.shortcuts': 'Atajos de teclado',

  // ---- the right mouse button ------------------------------------------------------------------------------------
  'context.learn': 'Añadir al diccionario',
  'context.noSuggestions': 'Sin sugerencias',
  'context.copyPicture': 'Copiar la imagen',

  // ---- the window died -------------------------------------------------------------------------------------------
  'window.diedTitle': 'La ventana se ha parado dos veces',
  'window.died':
    'Es un error nuestro, y nada de lo que escribiste se ha perdido. Casi siempre basta con volver a cargarla.',
  'window.load': 'Volver a cargar',

  'ask.openFile': '¿Abrir un archivo en otro programa?',
  'ask.openLink': '¿Abrir una página en tu navegador?',
  'ask.copyText': '¿Copiar un texto?',
  'ask.copyPicture': '¿Copiar una imagen?',
  'ask.nobodyClicked':
    'Ahora mismo no se ha pulsado ninguna tecla ni botón en esta ventana. Si no has sido tú, elige No.',
  'ask.rescueWords': '¿Mostrar tus doce palabras de rescate?',
  'ask.rescueWordsWhy':
    'Quien las vea puede abrir tu archivo de rescate y tus copias, y escribir en tu nombre. Asegúrate de que nadie mire por encima de tu hombro.',
  'ask.passphrase': '¿Pedir esta contraseña en cada inicio?',
  'ask.passphraseWhy':
    'Sin ella y sin tus doce palabras de rescate, nadie podrá volver a abrir tus mensajes. Ni siquiera tú.',
  'ask.yes': 'Sí',
  'ask.no': 'No',

  'export.written': 'Escrito por Hashline el {date}',
  'export.edited': 'editado',
  'export.deleted': 'Esto se borró',
  'export.newerVersion': 'Enviado con una versión más nueva',
  'export.missing': 'No está en este ordenador',
  'export.created': '{byMe, select, yes {Creaste} other {{by} creó}} este grupo.',
  'export.joined': '{byMe, select, yes {Entraste} other {{by} entró}} en el grupo.',
  'export.left': '{byMe, select, yes {Saliste} other {{by} salió}} del grupo.',
  'export.picture': '{byMe, select, yes {Cambiaste} other {{by} cambió}} la imagen del grupo.',
  'export.title': '{byMe, select, yes {Llamaste} other {{by} llamó}} «{title}» al grupo.',
  'export.added':
    '{whoMe, select, yes {{byMe, select, yes {Te invitaste} other {{by} te invitó}}} other {{byMe, select, yes {Invitaste} other {{by} invitó}} a {who}}}.',
  'export.removed':
    '{whoMe, select, yes {{byMe, select, yes {Te quitaste} other {{by} te quitó}}} other {{byMe, select, yes {Quitaste} other {{by} quitó}} a {who}}}.',
  'export.madeAdmin':
    '{whoMe, select, yes {{byMe, select, yes {Te diste} other {{by} te dio}} la administración} other {{byMe, select, yes {Diste} other {{by} dio}} la administración a {who}}}.',
  'export.wishedAdmin':
    '{byMe, select, yes {Has propuesto} other {{by} ha propuesto}} que {whoMe, select, yes {administres} other {{who} administre}} el grupo.',
  'export.unwishedAdmin':
    '{byMe, select, yes {Ya no propones} other {{by} ya no propone}} que {whoMe, select, yes {administres} other {{who} administre}} el grupo.',
  'export.madeMember': '{whoMe, select, yes {Ya no administras} other {{who} ya no administra}} el grupo.',
};
