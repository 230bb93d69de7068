/** The window itself: its name, notices on top of it, short notes, and what is our own mistake. */
export const app = {
  'app.name': 'Hashline',
  'app.nameUnread': '({count}) Hashline',
  'app.starting': 'Opening your messages …',
  'app.back': 'Back to your chats',
  'app.crashTitle': 'Something went wrong in this window',
  'app.crashBody': 'That is our mistake, and nothing you wrote is lost. Loading the window again usually helps.',
  'app.crashReload': 'Load again',

  'notice.dismiss': 'Hide this note',
  'notice.keyInFile.title': 'Whoever takes this computer can read your chats.',
  'notice.keyInFile.body': 'A passphrase locks them.',
  'notice.portChanged.title': 'Port {wanted} was taken.',
  'notice.portChanged.body': 'Hashline uses port {got} instead. Everyone you know is told automatically.',
  'notice.moved.title': 'You moved to another computer on {date}.',
  'notice.moved.body':
    'What you write here still arrives. Use the newer computer, and Hashline here when you miss something.',
  'notice.recovered.title': 'Your messages were damaged on the disk and have been restored.',
  'notice.recovered.body':
    'They are as they were on {date}; what came later comes back from the people you talk with. The damaged file is kept beside them.',
  'notice.salvaged.nothing.title': 'Your messages were damaged on the disk. All of them could be read.',
  'notice.salvaged.nothing.body':
    '{saved, plural, one {# message is} other {# messages are}} here. The damaged file is kept beside them.',
  'notice.salvaged.messages.title': 'Your messages were damaged on the disk. Some could not be read.',
  'notice.salvaged.messages.body':
    '{saved, plural, one {# message was} other {# messages were}} saved. What is missing comes back from the people you talk with, if they still have it. The damaged file is kept beside them.',
  'notice.salvaged.people.title': 'Your messages were damaged on the disk. Some messages and people could not be read.',
  'notice.salvaged.people.body':
    '{saved, plural, one {# message was} other {# messages were}} saved. If somebody is missing from your list, ask them for a new invite. Messages come back from the people you talk with, if they still have them. The damaged file is kept beside them.',
  'notice.copyTrouble.title': 'Your safety copy could not be made.',
  'notice.copyTrouble.folderMissing': 'The folder or drive for it is not there. Connect it, or choose another folder.',
  'notice.copyTrouble.diskFull': 'The drive for it is full. The copy before it is still good.',
  'notice.copyTrouble.failed': 'What was written could not be read back. The copy before it is still good.',
  'notice.setPassphrase': 'Set a passphrase',
  'notice.noRescueWords.title': 'Could you get back in if this computer broke?',
  'notice.noRescueWords.body': 'Twelve words on paper are enough.',
  'notice.noRescueWords.show': 'Show me',
  'notice.copyTrouble.look': 'Look at it',
  'notice.diskFull.title': 'The disk is full.',
  'notice.diskFull.body': 'What others send you waits with them until there is room again.',

  'problem.notCopied': 'Not copied: nobody asked for it.',
  'problem.ours': 'That did not work, and it is our mistake. Please try again.',
  'problem.conversationGone': 'This chat is no longer here.',

  'toast.label': 'Notes',
  'toast.dismiss': 'Hide',

  'dialog.cancel': 'Cancel',
  'dialog.close': 'Close',
} as const;
