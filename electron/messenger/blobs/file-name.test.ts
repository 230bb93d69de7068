import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { FILE_NAME_BYTES_MAX } from '../limits.ts';
import { isProgramName, safeFileName } from './file-name.ts';

describe('safe file names', () => {
  test.each([
    ['../../etc/passwd', '_.._etc_passwd'],
    ['C:\\Windows\\notepad.exe', 'C__Windows_notepad.exe'],
    ['..', 'file'],
    ['', 'file'],
    ['CON', '_CON'],
    ['nul.tar.gz', '_nul.tar.gz'],
    ['COM1.txt', '_COM1.txt'],
    ['console.txt', 'console.txt'],
    ['invoice\u202efdp.exe', 'invoicefdp.exe'],
    ['a\u0000b\nc.txt', 'abc.txt'],
    ['trailing. . ', 'trailing'],
    ['Ünïcode 文件 🎉.pdf', 'Ünïcode 文件 🎉.pdf'],
  ])('%j becomes %j', (text, name) => {
    expect(safeFileName(text)).toBe(name);
  });

  test('a long name keeps its ending', () => {
    const name = safeFileName(`${'ä'.repeat(500)}.jpeg`);
    expect(Buffer.byteLength(name)).toBeLessThanOrEqual(FILE_NAME_BYTES_MAX);
    expect(name.endsWith('ä.jpeg')).toBe(true);
  });

  test.each(['.', '. ', '..'])("a name that is cut after a program's ending and %j is a program's", (end) => {
    const stem = 'a'.repeat(FILE_NAME_BYTES_MAX - '.exe'.length - end.length);
    const name = safeFileName(`${stem}.exe${end}${'b'.repeat(40)}`);
    expect(name).toBe(`${stem}.exe`);
    expect(isProgramName(name)).toBe(true);
  });

  test('whatever comes in, what comes out is one part of a path, and stays what it is', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 400 }), (text) => {
        const name = safeFileName(text);
        expect(name).not.toMatch(/[/\\:*?"<>|\p{Cc}\p{Cs}\u202a-\u202e\u2066-\u2069]/u);
        expect(['', '.', '..']).not.toContain(name);
        expect(Buffer.byteLength(name)).toBeLessThanOrEqual(FILE_NAME_BYTES_MAX);
        expect(safeFileName(name)).toBe(name);
      }),
    );
  });

  test.each(['setup.exe', 'photo.jpg.EXE', 'x.desktop', 'a.ps1', 'macro.docm', 'x.AppImage'])('%s warns', (name) => {
    expect(isProgramName(name)).toBe(true);
  });

  test.each(['photo.jpg', 'exe', 'letter.pdf', 'notes.txt', 'song.mp3'])('%s does not', (name) => {
    expect(isProgramName(name)).toBe(false);
  });
});
