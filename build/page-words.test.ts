import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { ROOT } from './places.mjs';

/** Words a person reads stand in the catalogue and nowhere else, and a page works from right to left as well. */

const FILES = readdirSync(join(ROOT, 'renderer'), { recursive: true, encoding: 'utf8' }).map((file) =>
  file.replaceAll('\\', '/'),
);
const filesOf = (ending: RegExp) => FILES.filter((file) => ending.test(file));
const read = (file: string) => readFileSync(join(ROOT, 'renderer', file), 'utf8');
const isOurs = (file: string) => !/\.test\.tsx?$|^testing\/|^locales\//.test(file);

/** Attributes that are shown or read aloud. */
const SPOKEN =
  /\b(?:aria-label|aria-description|aria-roledescription|aria-valuetext|title|placeholder|alt)="([^"]*\p{L}[^"]*)"/gu;
/** Text between two tags of JSX, on one line or a line of its own. */
const TEXT = />([^<>{}=;()]*\p{L}{2,}[^<>{}=;()]*)<\/|^\s+(\p{Lu}\p{Ll}+(?: [\p{L}’', ]*\p{L})?[.!?…]?)$/gmu;

function literalsIn(source: string): readonly string[] {
  const code = source.replace(/\/\*[\s\S]*?\*\/|\/\/.*$/gm, '');
  return [...code.matchAll(SPOKEN), ...code.matchAll(TEXT)].map(([, first, second]) => (first ?? second ?? '').trim());
}

test('finds what would be wrong', () => {
  expect(literalsIn('<p>Hello there</p>')).toEqual(['Hello there']);
  expect(literalsIn('<button aria-label="Close" title={t("a.b")} />')).toEqual(['Close']);
  expect(literalsIn('<p>\n      Hello there\n    </p>')).toEqual(['Hello there']);
  expect(literalsIn('<p>{t("a.b")}</p>')).toEqual([]);
});

test('no component says anything that is not in the catalogue', () => {
  const said = filesOf(/\.tsx$/)
    .filter(isOurs)
    .flatMap((file) => literalsIn(read(file)).map((text) => `${file}: ${text}`));
  expect(said).toEqual([]);
});

const keysOf = (files: readonly string[]) =>
  files.flatMap((file) => [...read(file).matchAll(/^ {2}'([\w.]+)':/gm)].map(([, key]) => key ?? ''));

test('no sentence stands in two files of the catalogue: one of them would be lost', () => {
  const keys = keysOf(filesOf(/^locales\/en\/.*\.ts$/));
  expect(keys.length).toBeGreaterThan(0);
  expect(keys.filter((key, index) => keys.indexOf(key) !== index)).toEqual([]);
});

test('every sentence of the catalogue is said somewhere', () => {
  const code = filesOf(/\.tsx?$/)
    .filter(isOurs)
    .map(read)
    .join('\n');
  const beginnings = [...code.matchAll(/`([\w.]+\.)\$\{/g)].map(([, beginning]) => beginning ?? '');
  const keys = keysOf(filesOf(/^locales\/en\/.*\.ts$/));
  const isSaid = (key: string) =>
    code.includes(`'${key}'`) || code.includes(`"${key}"`) || beginnings.some((beginning) => key.startsWith(beginning));
  expect(keys.length).toBeGreaterThan(0);
  expect(keys.filter((key) => !isSaid(key))).toEqual([]);
});

test('styles name start and end, never left and right', () => {
  const physical =
    /(?:^|[\s;{])((?:(?:margin|padding|border|scroll-margin|scroll-padding)-(?:left|right)[\w-]*|left|right|float|clear|border-(?:top|bottom)-(?:left|right)-radius)\s*:[^;]*|text-align\s*:\s*(?:left|right))/g;
  const found = filesOf(/\.css$/).flatMap((file) =>
    [...read(file).matchAll(physical)].map(([, declaration]) => `${file}: ${declaration}`),
  );
  expect('a { margin-left: 1px; right: 0 }'.match(physical)).toHaveLength(2);
  expect(found).toEqual([]);
});
