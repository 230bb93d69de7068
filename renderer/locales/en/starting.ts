/** Before there are chats: the first run, unlocking, restoring, and data that can’t be opened. */
export const starting = {
  'firstRun.title': 'Hello! What is your name?',
  'firstRun.nameLabel': 'Your name',
  'firstRun.namePlaceholder': 'The name your family knows',
  'firstRun.start': 'Start',
  'firstRun.starting': 'Starting …',
  'firstRun.promise': 'No account and no server: what you write goes from your computer to theirs.',
  'firstRun.invitedBy': '{name} invites you. After this the chat opens by itself.',
  'firstRun.nameTooLong': 'That name is too long. At most {max} characters, please.',
  'firstRun.badName': 'This name is too long, or has signs in it that nobody can see. Please try another one.',
  'firstRun.diskFull': 'The disk is full. Free some space, then press Start again.',
  'firstRun.restore': 'Restore from another computer',

  'unlock.title': 'Your messages are locked',
  'unlock.body': 'Enter your passphrase to open them.',
  'unlock.passphrase': 'Passphrase',
  'unlock.byWords':
    'Your twelve rescue words open them too. Afterwards no passphrase is set; you can choose a new one.',
  'unlock.keyTitle': 'Your rescue words, please',
  'unlock.keyBody':
    'This computer’s password store does not open the key to your messages any more: it may have been reset, or be locked. Your twelve rescue words open them.',
  'unlock.open': 'Open',
  'unlock.opening': 'Opening …',
  'unlock.useWords': 'Use my rescue words instead',
  'unlock.usePassphrase': 'Use my passphrase instead',
  'unlock.wrongPassphrase': 'That is not the passphrase. Try again as often as you like.',
  'unlock.busy': 'One moment: the last try is still being checked.',

  'secret.show': 'Show what I type',
  'secret.hide': 'Hide what I type',

  'words.label': 'Your twelve rescue words',
  'words.count': '{count} of {total} words',
  'words.wrong': 'These are not the right words. Check the spelling and the order, then try again.',

  'beginAnew.lead': 'Put all this aside and begin anew …',
  'beginAnew.leadLocked': 'I don’t have them any more …',
  'beginAnew.title': 'Begin anew?',
  'beginAnew.body':
    'Nothing is deleted: what is here goes into a folder of its own beside it, in case you find the key later. You then start with a new name, or restore from a rescue file or a full copy, if you have one.',
  'beginAnew.yes': 'Put aside and begin anew',
  'beginAnew.done': 'What was here is now in the folder “{folder}”.',
  'beginAnew.failed': 'It could not be put aside. Check that the disk is neither full nor read-only.',

  'restore.title': 'Restore from another computer',
  'restore.from': 'What you have of it',
  'restore.file': 'Rescue file',
  'restore.copy': 'Full copy',
  'restore.fileBack':
    'You get back your name, your people and your groups. What you wrote with each other comes back from them, as far as they still have it.',
  'restore.copyBack':
    'You get back everything: people, messages, photos and files, as they were when the copy was made.',
  'restore.not':
    'Your people are asked whether this computer is really yours. The old one, if it still runs, says that you moved.',
  'restore.pickFile': 'Choose the rescue file …',
  'restore.pickFolder': 'Choose the folder of the copy …',
  'restore.begin': 'Restore',
  'restore.busy': 'Restoring …',
  'restore.cancel': 'Start without it',
  'restore.notRescueFile': 'This is not a rescue file. Its name usually ends in “.hashline”.',
  'restore.newerVersion': 'This was made by a newer Hashline. Install the newest version, then restore.',
  'restore.unreadable': 'This could not be read. Check that its drive is connected, then choose it again.',
  'restore.noCopy': 'There is no copy of Hashline in this folder. Choose the one in which “Hashline copy” lies.',
  'restore.copyDamaged': 'This copy is damaged. If you have another one, or a rescue file, use that.',
  'restore.diskFull': 'There is not enough room on this computer. Free some space, then try again.',
  'restore.pickGone': 'Please choose it once more.',

  'startFailed.folderNotWritable.title': 'Hashline can’t write to its folder',
  'startFailed.folderNotWritable.body':
    'Check that the disk is neither full nor read-only and that the folder belongs to you. Then start Hashline again.',
  'startFailed.folderInUse.title': 'Hashline is already open',
  'startFailed.folderInUse.body':
    'Another window uses the same messages. Go on there, or close it and start Hashline again.',
  'startFailed.storeNewer.title': 'These messages were saved by a newer Hashline',
  'startFailed.storeNewer.body': 'Install the newest version to read them. Nothing here was changed.',
  'startFailed.storeDamaged.title': 'The saved messages can’t be read',
  'startFailed.storeDamaged.body':
    'The disk may be failing. Nothing was deleted: make a copy of the folder below before you try anything else.',
  'startFailed.keyMissing.title': 'The key to your messages is missing',
  'startFailed.keyMissing.body':
    'It is kept by this computer’s password store. Unlock that, or sign in as usual, and start Hashline again. Nothing was deleted.',
  'startFailed.passphraseNeeded.title': 'Your messages are locked',
  'startFailed.passphraseNeeded.body':
    'They open with your passphrase. If you have forgotten it, your twelve rescue words open them too.',
  'startFailed.internal.title': 'Hashline could not start',
  'startFailed.internal.body': 'That is our mistake. Nothing was deleted. Please start Hashline again.',
  'startFailed.tryAgain': 'Try again',
  'startFailed.showData': 'Show the folder',
  'startFailed.showLogs': 'Show the log',
  'startFailed.details': 'Details',
} as const;
