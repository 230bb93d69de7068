import { describe, expect, test } from 'vitest';
import { encodeFile, encodeVoice, mediaTypeOf, readFile, readVoice, voiceTypeOf } from './file-body.ts';

const blob = 'b'.repeat(64);
const file = { blob, bytes: 1_234_567, name: 'Letter to Anna.pdf', type: 'application/pdf' };
const voice = { blob, bytes: 5_900, ms: 3_000, type: 'audio/webm' as const, wave: 'AH__gA' };
const json = (value: unknown) => new Uint8Array(Buffer.from(JSON.stringify(value)));

describe('file and voice bodies', () => {
  test('vectors: canonical JSON', () => {
    expect(Buffer.from(encodeFile(file)).toString()).toBe(
      `{"blob":"${blob}","bytes":1234567,"name":"Letter to Anna.pdf","type":"application/pdf"}`,
    );
    expect(Buffer.from(encodeVoice(voice)).toString()).toBe(
      `{"blob":"${blob}","bytes":5900,"ms":3000,"type":"audio/webm","wave":"AH__gA"}`,
    );
    expect(readFile(encodeFile(file))).toEqual(file);
    expect(readVoice(encodeVoice(voice))).toEqual(voice);
  });

  test('unknown keys are left out', () => {
    expect(readFile(json({ ...file, later: 1 }))).toEqual(file);
  });

  test('a name with a path is made safe by who reads it', () => {
    expect(readFile(json({ ...file, name: '../../.bashrc' }))?.name).toBe('_.._.bashrc');
  });

  test.each([
    ['a blob that is no id', { ...file, blob: '../x' }],
    ['more than 8 GiB', { ...file, bytes: 2 ** 33 + 1 }],
    ['less than nothing', { ...file, bytes: -1 }],
    ['no name', { ...file, name: '' }],
    ['a name of a kilobyte', { ...file, name: 'x'.repeat(1_024) }],
    ['a type that is none', { ...file, type: 'text/html; charset="x' }],
  ])('%s is no file', (_what, body) => {
    expect(readFile(json(body))).toBeUndefined();
  });

  test.each([
    ['no duration', { ...voice, ms: 0 }],
    ['a day of sound', { ...voice, ms: 86_400_000 }],
    ['a waveform of a kilobyte', { ...voice, wave: 'A'.repeat(1_024) }],
    ['another type', { ...voice, type: 'text/html' }],
  ])('%s is no voice message', (_what, body) => {
    expect(readVoice(json(body))).toBeUndefined();
  });

  test('what is no JSON is neither', () => {
    expect(readFile(new Uint8Array([0xff, 0x7b]))).toBeUndefined();
    expect(readVoice(new Uint8Array(0))).toBeUndefined();
  });

  test('media types without parameters, or none', () => {
    expect(mediaTypeOf('Text/Plain; charset=utf-8')).toBe('text/plain');
    expect(mediaTypeOf('nonsense')).toBe('application/octet-stream');
    expect(mediaTypeOf(undefined)).toBe('application/octet-stream');
  });

  test('a recording is known by its bytes', () => {
    expect(voiceTypeOf(new Uint8Array([0x1a, 0x45, 0xdf, 0xa3, 1]))).toBe('audio/webm');
    expect(voiceTypeOf(new Uint8Array(Buffer.from('OggS....')))).toBe('audio/ogg');
    expect(voiceTypeOf(new Uint8Array(Buffer.from('\0\0\0\x20ftypM4A ')))).toBe('audio/mp4');
    expect(voiceTypeOf(new Uint8Array(Buffer.from('<html>')))).toBeUndefined();
  });
});
