import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { ROOT } from './places.mjs';

/** The colours of renderer/styles/tokens.css, measured as WCAG 2.2 does, in every theme. */

const CSS = readFileSync(join(ROOT, 'renderer/styles/tokens.css'), 'utf8').replace(/\/\*[\s\S]*?\*\//g, '');

/** Which blocks make a theme, the later over the earlier. */
const THEMES = {
  light: [':root'],
  dark: [':root', ":root[data-theme='dark']"],
  'light, high contrast': [':root', ":root[data-contrast='high']"],
  'dark, high contrast': [
    ':root',
    ":root[data-theme='dark']",
    ":root[data-contrast='high']",
    ":root[data-contrast='high'][data-theme='dark']",
  ],
} as const;

const GROUNDS = ['ground', 'ground-side', 'ground-raised', 'ground-sunken', 'bubble-mine', 'bubble-theirs'];
const ROWS = ['hover', 'selected'];
/** What is read on what. */
const READ = [
  ...[...GROUNDS, ...ROWS].flatMap((ground) => [['text', ground] as const, ['text-soft', ground] as const]),
  ...GROUNDS.map((ground) => ['accent-text', ground] as const),
  ['on-accent', 'accent'],
  ['on-accent', 'accent-hover'],
  ['look-text', 'look-ground'],
] as const;
/** What only has to be seen: edges of controls and the ring of the focus. */
const SEEN = [
  ['line-strong', 'ground'],
  ['line-strong', 'ground-raised'],
  ...['ground', 'ground-side', 'ground-raised', 'selected'].map((ground) => ['focus', ground] as const),
] as const;

function coloursOf(blocks: readonly string[]): ReadonlyMap<string, readonly number[]> {
  const found = new Map<string, readonly number[]>();
  for (const [, selector, body] of CSS.matchAll(/([^{}]+)\{([^{}]*)\}/g)) {
    if (!blocks.includes((selector ?? '').trim())) continue;
    for (const [, name, l, c, h] of (body ?? '').matchAll(
      /--color-([\w-]+): oklch\(([\d.]+)% ([\d.]+) ([\d.]+)deg\)/g,
    )) {
      found.set(name ?? '', [Number(l) / 100, Number(c), (Number(h) * Math.PI) / 180]);
    }
  }
  return found;
}

/** Linear red, green and blue of an oklch colour, by the matrices of CSS Color 4; what sRGB can't show is clipped. */
function linear([l = 0, c = 0, h = 0]: readonly number[]): readonly [number, number, number] {
  const [a, b] = [c * Math.cos(h), c * Math.sin(h)];
  const long = (l + 0.3963377774 * a + 0.2158037573 * b) ** 3;
  const middle = (l - 0.1055613458 * a - 0.0638541728 * b) ** 3;
  const short = (l - 0.0894841775 * a - 1.291485548 * b) ** 3;
  const clip = (value: number) => Math.min(1, Math.max(0, value));
  const red = clip(4.0767416621 * long - 3.3077115913 * middle + 0.2309699292 * short);
  const green = clip(-1.2684380046 * long + 2.6097574011 * middle - 0.3413193965 * short);
  const blue = clip(-0.0041960863 * long - 0.7034186147 * middle + 1.707614701 * short);
  return [red, green, blue];
}

/** WCAG's relative luminance. */
function luminance(colour: readonly number[]): number {
  const [red, green, blue] = linear(colour);
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

/** "#14181a": as sRGB writes it. */
function hexOf(colour: readonly number[]): string {
  const curve = (value: number) => (value <= 0.0031308 ? 12.92 * value : 1.055 * value ** (1 / 2.4) - 0.055);
  const bytes = linear(colour).map((value) => Math.round(255 * curve(value)));
  return `#${bytes.map((byte) => byte.toString(16).padStart(2, '0')).join('')}`;
}

function contrast(one: readonly number[], other: readonly number[]): number {
  const [dark = 0, light = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (light + 0.05) / (dark + 0.05);
}

test('measures black on white as 21 to 1', () => {
  expect(contrast([0, 0, 0], [1, 0, 0])).toBeCloseTo(21, 1);
});

describe.each(Object.entries(THEMES))('%s', (name, blocks) => {
  const colours = coloursOf(blocks);
  const ratio = (one: string, other: string) => contrast(colours.get(one) ?? [], colours.get(other) ?? []);

  test.each(READ)('%s can be read on %s', (text, ground) => {
    expect(colours.has(text) && colours.has(ground)).toBe(true);
    expect(ratio(text, ground)).toBeGreaterThanOrEqual(name.includes('high') && text === 'text' ? 7 : 4.5);
  });

  test.each(SEEN)('%s can be seen on %s', (edge, ground) => {
    expect(ratio(edge, ground)).toBeGreaterThanOrEqual(3);
  });
});

test('a window opens in the ground of its page', () => {
  const shell = readFileSync(join(ROOT, 'electron/shell/theme.ts'), 'utf8');
  for (const theme of ['light', 'dark'] as const)
    expect(shell).toContain(`${theme}: '${hexOf(coloursOf(THEMES[theme]).get('ground') ?? [])}'`);
});
