/**
 * What the shell says outside the page, in English, as ICU messages: notifications, the menu in the notification area, the
 * application menu. The same rules as in renderer/locales/en.ts; names come in as {name} and may be anything.
 */
export const en = {
  'app.name': 'Hashline',

  // ---- notifications ---------------------------------------------------------------------------------------------
  'notify.nameCount': '{name} ({count})',
  'notify.news': '{count, plural, one {New message} other {# new messages}}',
  'notify.hidden': 'New message',
  'notify.said': '{name}: {text}',
  'notify.photos': '{count, plural, one {Photo} other {# photos}}',
  'notify.photoWithCaption': '{photos}: {caption}',
  'notify.voice': 'Voice message',
  'notify.file': 'File: {name}',
  'notify.invited': '{name} invites you to this group',
  'notify.invitedBySomeone': 'You are invited to a group',
  'notify.request': 'Someone new asks to write to you',
  'notify.test': 'This is how a message will look',

  // ---- the notification area -------------------------------------------------------------------------------------
  'tray.tip': '{unread, plural, =0 {Hashline} one {Hashline: # unread message} other {Hashline: # unread messages}}',
  'tray.open': 'Open Hashline',
  'tray.quiet': 'Mute for an hour',
  'tray.quit': 'Quit',

  // ---- the application menu --------------------------------------------------------------------------------------
  'menu.file': '&File',
  'menu.addSomeone': 'Add someone',
  'menu.newGroup': 'New group',
  'menu.settings': 'Settings',
  'menu.close': 'Close window',
  'menu.quit': 'Quit Hashline',
  'menu.edit': '&Edit',
  'menu.undo': 'Undo',
  'menu.redo': 'Redo',
  'menu.cut': 'Cut',
  'menu.copy': 'Copy',
  'menu.paste': 'Paste',
  'menu.selectAll': 'Select all',
  'menu.view': '&View',
  'menu.usualText': 'Usual text size',
  'menu.largerText': 'Larger text',
  'menu.smallerText': 'Smaller text',
  'menu.fullScreen': 'Full screen',
  'menu.reload': 'Reload',
  'menu.developerTools': 'Developer tools',
  'menu.window': '&Window',
  'menu.help': '&Help',
  'menu.shortcuts': 'Keyboard shortcuts',

  // ---- the right mouse button ------------------------------------------------------------------------------------
  'context.learn': 'Add to dictionary',
  'context.noSuggestions': 'No suggestions',
  'context.copyPicture': 'Copy picture',

  // ---- the window died -------------------------------------------------------------------------------------------
  'window.diedTitle': 'The window stopped twice',
  'window.died': 'That is our mistake, and nothing you wrote is lost. Loading it again usually helps.',
  'window.load': 'Load again',

  // ---- asked by the system's own window --------------------------------------------------------------------------
  'ask.openFile': 'Open a file in another program?',
  'ask.openLink': 'Open a page in your browser?',
  'ask.copyText': 'Copy a text?',
  'ask.copyPicture': 'Copy a picture?',
  'ask.nobodyClicked':
    'Just now no key was pressed and nothing was clicked in this window. If it was not you, choose No.',
  'ask.rescueWords': 'Show your twelve rescue words?',
  'ask.rescueWordsWhy':
    'Whoever sees them can open your rescue file and your copies, and write as you. Make sure that nobody looks over your shoulder.',
  'ask.passphrase': 'Ask for this passphrase at every start?',
  'ask.passphraseWhy':
    'Without it, and without your twelve rescue words, nobody can open your messages again. Not even you.',
  'ask.yes': 'Yes',
  'ask.no': 'No',

  // ---- in the page of an exported chat ---------------------------------------------------------------------------
  'export.written': 'Written by Hashline on {date}',
  'export.edited': 'edited',
  'export.deleted': 'This was deleted',
  'export.newerVersion': 'Sent from a newer version',
  'export.missing': 'Not on this computer',
  'export.created': '{byMe, select, yes {You} other {{by}}} made this group.',
  'export.joined': '{byMe, select, yes {You} other {{by}}} joined.',
  'export.left': '{byMe, select, yes {You} other {{by}}} left.',
  'export.picture': '{byMe, select, yes {You} other {{by}}} changed the picture of the group.',
  'export.title': '{byMe, select, yes {You} other {{by}}} named the group “{title}”.',
  'export.added': '{byMe, select, yes {You} other {{by}}} invited {whoMe, select, yes {you} other {{who}}}.',
  'export.removed': '{byMe, select, yes {You} other {{by}}} removed {whoMe, select, yes {you} other {{who}}}.',
  'export.madeAdmin': '{byMe, select, yes {You} other {{by}}} made {whoMe, select, yes {you} other {{who}}} an admin.',
  'export.wishedAdmin':
    '{byMe, select, yes {You} other {{by}}} proposed {whoMe, select, yes {you} other {{who}}} as an admin.',
  'export.unwishedAdmin':
    '{byMe, select, yes {You no longer propose} other {{by} no longer proposes}} {whoMe, select, yes {you} other {{who}}} as an admin.',
  'export.madeMember': '{whoMe, select, yes {You are} other {{who} is}} no longer an admin.',
} as const;
