/** One number of one round. */
export interface Row {
  readonly who: string;
  readonly what: string;
  readonly value: number;
}

/** Who and what, with the least, the middle and the greatest value of the rounds. */
export function formatTable(rows: readonly Row[]): string {
  const valuesByName = new Map<string, number[]>();
  for (const { who, what, value } of rows) {
    const name = `${what.padEnd(44)} ${who}`;
    valuesByName.set(name, [...(valuesByName.get(name) ?? []), value]);
  }
  const lines = [...valuesByName].sort().map(([name, values]) => `${name.padEnd(64)} ${middleOf(values)}`);
  return [`${''.padEnd(64)} ${['min', 'median', 'max'].map((head) => head.padStart(10)).join('')}`, ...lines].join(
    '\n',
  );
}

/** The value below which that share of them lies. */
export function quantile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? Number.NaN;
}

function middleOf(values: readonly number[]): string {
  return [0, 0.5, 1].map((share) => short(quantile(values, share)).padStart(10)).join('');
}

function short(value: number): string {
  return value >= 100 ? Math.round(value).toLocaleString('en') : value.toPrecision(3);
}
