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
};
