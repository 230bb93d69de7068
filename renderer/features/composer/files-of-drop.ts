import { FOLDER_FILES_MAX } from '../../limits.ts';

/** What was dropped: files, and what lies in the folders. */
export interface Dropped {
  readonly files: readonly File[];
  /** Names of folders in which there was nothing of use. */
  readonly emptyFolders: readonly string[];
  /** How many other files were left where they are, in folders of which something was taken. */
  readonly leftOutCount: number;
}

/**
 * Files that were dropped, those in folders too, in their order. Of a folder only what `isWanted` is taken. The entries are asked
 * for before anything is awaited: afterwards a drop has nothing any more.
 */
export async function filesOfDrop(
  transfer: Pick<DataTransfer, 'items' | 'files'>,
  isWanted: (file: File) => boolean,
): Promise<Dropped> {
  const entries = [...transfer.items].flatMap((item) => (item.kind === 'file' ? [item.webkitGetAsEntry()] : []));
  const plain = [...transfer.files];
  if (!entries.some((entry) => entry?.isDirectory === true)) return { files: plain, emptyFolders: [], leftOutCount: 0 };
  const files = plain.filter((_, index) => entries[index]?.isDirectory !== true);
  const emptyFolders: string[] = [];
  let leftOutCount = 0;
  for (const entry of entries) {
    if (entry === null || !isFolder(entry)) continue;
    const found: File[] = [];
    const unwantedCount = await readFolder(entry, isWanted, found);
    if (found.length === 0) emptyFolders.push(entry.name);
    else leftOutCount += unwantedCount;
    files.push(...found);
  }
  return { files, emptyFolders, leftOutCount };
}

const isFolder = (entry: FileSystemEntry): entry is FileSystemDirectoryEntry => entry.isDirectory;
const isFile = (entry: FileSystemEntry): entry is FileSystemFileEntry => entry.isFile;

/** A folder is read in pieces, until one is empty. Hidden ones are left alone. Answers how many files in it are not wanted. */
async function readFolder(
  folder: FileSystemDirectoryEntry,
  isWanted: (file: File) => boolean,
  found: File[],
): Promise<number> {
  const reader = folder.createReader();
  let unwantedCount = 0;
  for (;;) {
    const entries = await new Promise<readonly FileSystemEntry[]>((resolve) => {
      reader.readEntries(resolve, () => resolve([])); // not for us to read
    });
    if (entries.length === 0) return unwantedCount;
    for (const entry of entries) {
      if (found.length >= FOLDER_FILES_MAX) return unwantedCount;
      if (entry.name.startsWith('.')) continue;
      if (isFolder(entry)) unwantedCount += await readFolder(entry, isWanted, found);
      else if (isFile(entry) && !(await takeFile(entry, isWanted, found))) unwantedCount += 1;
    }
  }
}

/** False for a file that is there and not wanted. */
async function takeFile(
  entry: FileSystemFileEntry,
  isWanted: (file: File) => boolean,
  found: File[],
): Promise<boolean> {
  const file = await new Promise<File | undefined>((resolve) => {
    entry.file(resolve, () => resolve(undefined)); // gone, or not for us to read
  });
  if (file === undefined) return true;
  if (isWanted(file)) found.push(file);
  return isWanted(file);
}
