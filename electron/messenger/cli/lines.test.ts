import { Readable, Writable } from 'node:stream';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { LINE_BYTES_MAX, OUT_BYTES_MAX } from './limits.ts';
import { linesOf } from './line-input.ts';
import { LineOutput } from './line-output.ts';
import { readOptions } from './options.ts';

async function read(chunks: readonly Buffer[]): Promise<string[]> {
  const found: string[] = [];
  for await (const line of linesOf(Readable.from(chunks))) found.push('tooLong' in line ? 'too long' : line.text);
  return found;
}

test('lines are the same however the pipe cuts them, letters of several bytes too', async () => {
  const line = fc.string({ unit: 'grapheme' }).map((text) => text.replaceAll('\n', ''));
  await fc.assert(
    fc.asyncProperty(fc.array(line), fc.array(fc.nat({ max: 40 })), async (lines, cuts) => {
      const whole = Buffer.from(lines.map((each) => `${each}\n`).join(''));
      const chunks: Buffer[] = [];
      let at = 0;
      for (const cut of cuts) {
        chunks.push(whole.subarray(at, at + cut));
        at += cut;
      }
      chunks.push(whole.subarray(at));
      expect(await read(chunks)).toEqual(lines);
    }),
  );
});

test('a line that is too long is said to be, and the next is read', async () => {
  const long = Buffer.alloc(LINE_BYTES_MAX, 'x');
  expect(await read([long, Buffer.from('y\nshort\n'), Buffer.from('last')])).toEqual(['too long', 'short', 'last']);
  expect(await read([Buffer.from(`${long}\n`)])).toEqual([String(long)]);
  expect(await read([Buffer.from(`${long}yz\nshort`)])).toEqual(['too long', 'short']);
});

/** A reader that takes nothing until it is told to. */
class SlowReader extends Writable {
  readonly lines: string[] = [];
  private release: (() => void) | undefined;
  private isOpen = false;

  override _write(chunk: Buffer, _: BufferEncoding, callback: () => void): void {
    this.lines.push(chunk.toString());
    if (this.isOpen) callback();
    else this.release = callback;
  }

  open(): void {
    this.isOpen = true;
    this.release?.();
  }
}

test('events nobody reads are left out and counted, answers never', async () => {
  const reader = new SlowReader();
  const output = new LineOutput(reader);
  const text = 'x'.repeat(OUT_BYTES_MAX / 4);
  for (let n = 0; n < 10; n++) output.event({ event: 'messages', n, text });
  output.answer({ event: 'done', id: 1 });
  let isRoomy = false;
  const room = output.roomy().then(() => {
    isRoomy = true;
  });
  expect(isRoomy).toBe(false);
  reader.open();
  await room;
  await output.end();
  const events = reader.lines.map((line) => ({ ...JSON.parse(line), text: undefined }));
  const shown = events.filter(({ event }) => event === 'messages').length;
  expect(shown).toBeLessThan(10);
  expect(events.filter(({ event }) => event !== 'messages')).toEqual([
    { event: 'done', id: 1 },
    { event: 'missed', count: 10 - shown },
  ]);
});

test('the command line', () => {
  const plain = { listen: undefined, seedsFile: undefined, passphraseFile: undefined, isLogTold: false };
  expect(readOptions(['--data', 'x'], '/here')).toEqual({ ok: true, value: { ...plain, dataFolder: '/here/x' } });
  expect(readOptions(['--data=/x', '--listen', '[::1]:99', '--log'], '/here')).toEqual({
    ok: true,
    value: { ...plain, dataFolder: '/x', listen: { ip: '::1', port: 99 }, isLogTold: true },
  });
  expect(readOptions(['--help'], '/')).toEqual({ ok: true, value: 'help' });
  for (const wrong of [
    [],
    ['--data'],
    ['--data', 'x', '--listen', 'home'],
    ['--data', 'x', '--listen', '1.2.3.4:70000'],
    ['--dta', 'x'],
  ]) {
    expect(readOptions(wrong, '/')).toEqual({ ok: false, error: expect.any(String) });
  }
});
