import { FILE_NAME_BYTES_MAX } from '../limits.ts';

/** What no name may have: control characters, halves of surrogates, and those that turn the direction of the text around them. */
const HIDDEN_SIGNS = /[\p{Cc}\p{Cs}\u061c\u200b\u200e\u200f\u2028\u2029\u202a-\u202e\u2060-\u206f\ufeff]/gu;
/** What a path is made of, and what Windows does not take in a name. */
const PATH_SIGNS = /[/\\:*?"<>|]/g;
/** Names that are devices on Windows, whatever follows their first dot (Microsoft, "Naming Files, Paths, and Namespaces"). */
const RESERVED = /^(con|prn|aux|nul|conin\$|conout\$|com[0-9¹²³]|lpt[0-9¹²³])(\.|$)/i;
/** Longest ending that is kept when a name is cut: `.tar.gz` and the like are shorter. */
const ENDING_CHARS_MAX = 16;

const NAMELESS = 'file';

/**
 * A name that is safe to show and to save under: one part of a path on every system. The same for what we send and for what
 * a contact claims. Never empty.
 */
export function safeFileName(text: string): string {
  const cleaned = text
    .normalize('NFC')
    .replace(HIDDEN_SIGNS, '')
    .replace(PATH_SIGNS, '_')
    .replace(/\s+/g, ' ')
    .replace(/^[\s.]+|[\s.]+$/g, '');
  const name = RESERVED.test(cleaned) ? `_${cleaned}` : cleaned;
  return name === '' ? NAMELESS : cut(name);
}

/** Cut in the middle, so that the ending stays what it is. */
function cut(name: string): string {
  if (Buffer.byteLength(name) <= FILE_NAME_BYTES_MAX) return name;
  const dot = name.lastIndexOf('.');
  const ending = dot > 0 && name.length - dot <= ENDING_CHARS_MAX ? name.slice(dot) : '';
  let stem = '';
  for (const sign of name.slice(0, name.length - ending.length)) {
    if (Buffer.byteLength(stem + sign + ending) > FILE_NAME_BYTES_MAX) break;
    stem += sign;
  }
  // Windows leaves dots and spaces at an end away: what is cut after "x.exe." would come to life as "x.exe".
  return ending === '' ? stem.replace(/[\s.]+$/, '') : stem.trimEnd() + ending;
}

/**
 * Endings of files that do something when they are opened: programs, scripts, installers, links, disk images and macro
 * documents of Windows, macOS and Linux. A warning, not a ban: the list can't be complete.
 */
const PROGRAM_ENDINGS: ReadonlySet<string> = new Set(
  `ade adp apk app appimage appref-ms application appx bas bat bin bundle cab chm cmd com command cpl crt csh deb desktop diagcab
   dll dmg docm dotm elf exe flatpak flatpakref gadget hta htm html img inf ins iqy iso jar jnlp js jse ksh library-ms lnk mam
   mde mht mhtml msc msi msix msp mst one osx pif pkg pl potm ppam ppsm pptm prf ps1 psd1 psm1 py pyc pyw rb reg rpm run
   scf scpt scptd scr settingcontent-ms sh shb shtml sldm slk snap svg sys terminal theme tool url vb vbe vbs vhd vhdx
   webloc website workflow ws wsc wsf wsh xbap xhtml xlam xll xlsm xltm xnk zsh`.split(/\s+/),
);

export function isProgramName(name: string): boolean {
  const dot = name.lastIndexOf('.');
  return dot !== -1 && PROGRAM_ENDINGS.has(name.slice(dot + 1).toLowerCase());
}
