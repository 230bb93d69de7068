import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { ACTIONS } from '../cli/actions/index.ts';
import { Headless } from './headless.ts';
import { World } from './world.ts';

const README = readFileSync(new URL('../cli/README.md', import.meta.url), 'utf8');

const world = new World();
afterEach(() => world.remove());

test('the session of the README goes as it says', async () => {
  const session = /```session\n(.*?)```/s.exec(README)?.[1] ?? '';
  const answers: string[] = [];
  const onLine = (text: string) => /^{"event":"(hello|done|error)"/.test(text) && answers.push(text);
  const person = new Headless({ name: 'anna', folder: join(world.folder, 'anna'), onLine });
  world.people.push(person);
  await person.start();
  let answered = 0;
  for (const line of session.trim().split('\n')) {
    if (line.startsWith('> ')) {
      person.write(line.slice(2));
      continue;
    }
    const answer = await person.until(line, () => answers[answered]);
    answered += 1;
    const parts = line
      .slice(2)
      .split('…')
      .map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
    expect(answer).toMatch(new RegExp(`^${parts.join('[^"]*')}$`));
  }
  expect(answered).toBeGreaterThan(5);
});

test('the README names every action', () => {
  const actions = [...Object.keys(ACTIONS), 'stats'];
  expect(actions.filter((name) => !README.includes(`\`${name}\``))).toEqual([]);
});
