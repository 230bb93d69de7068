import { expect, test } from 'vitest';
import { UsualHours } from './usual-hours.ts';

const HOUR_MS = 3_600_000;
const LOOK_MS = 600_000;
const DAY_MS = 24 * HOUR_MS;
/** A Monday at 00:00 of this machine's clock. */
const MONDAY_MS = new Date(2026, 0, 5).getTime();

/** So many weeks of looks, on only in these hours of Monday. */
function weeks(hours: UsualHours, from: number, count: number, onHours: readonly number[]): void {
  for (let week = from; week < from + count; week++) {
    const monday = new Date(2026, 0, 5 + 7 * week);
    for (let atMs = monday.getTime(); atMs < monday.getTime() + DAY_MS; atMs += LOOK_MS)
      hours.look(atMs, onHours.includes(new Date(atMs).getHours()));
  }
}

const mondayAt = (week: number, hour: number) => new Date(2026, 0, 5 + 7 * week, hour).getTime();

test('is learned from two weeks, names the next hour they come, and the present one while they are usually on', () => {
  const hours = UsualHours.read(undefined);
  weeks(hours, 0, 1, [19, 20]);
  expect(hours.around(mondayAt(1, 12))).toBeUndefined();
  weeks(hours, 1, 2, [19, 20]);
  expect(hours.around(mondayAt(3, 12))).toBe(19);
  expect(hours.around(mondayAt(3, 20))).toBe(19);
  expect(hours.around(mondayAt(3, 22))).toBeUndefined();
  expect(hours.around(mondayAt(3, 12) + DAY_MS)).toBeUndefined(); // nothing is known of Tuesdays
});

test('is forgotten when the habit changes', () => {
  const hours = UsualHours.read(undefined);
  weeks(hours, 0, 6, [19]);
  weeks(hours, 6, 6, [8]);
  expect(hours.around(mondayAt(12, 5))).toBe(8);
  expect(hours.around(mondayAt(12, 10))).toBeUndefined();
});

test('an hour in which we hardly looked says nothing', () => {
  const hours = UsualHours.read(undefined);
  for (let week = 0; week < 5; week++) {
    hours.look(mondayAt(week, 19), true);
    expect(hours.look(mondayAt(week, 20), false)).toBe(false);
  }
  expect(hours.around(mondayAt(5, 12))).toBeUndefined();
});

test('is the same after it was stored, and empty where the text can’t be read', () => {
  const hours = UsualHours.read(undefined);
  weeks(hours, 0, 3, [19]);
  const again = UsualHours.read(hours.write());
  expect(again.around(mondayAt(3, 12))).toBe(19);
  expect(again.write()).toBe(hours.write());
  for (const text of ['', '{}', '{"on":[1],"watched":[2]}', 'null', hours.write().replace('0', '-1')])
    expect(UsualHours.read(text).around(MONDAY_MS)).toBeUndefined();
});
