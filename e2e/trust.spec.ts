import { expect, meet, test } from './support/fixtures.ts';
import { withPath } from './support/invite-code.ts';
import { Person } from './support/person.ts';
import { takePicture } from './support/screenshot.ts';
import { forward } from './support/udp-forwarder.ts';

/** product.md "Trust pill": Direct rests on a packet at most this old. */
const DIRECT_PACKET_AGE_MS_MAX = 35_000;

/** The address that the panel behind the pill names. */
async function shownAddress(person: Person, other: string): Promise<string> {
  await person.pill(other).click();
  await person.page.getByText('Details', { exact: true }).click();
  const address = await person.page.getByRole('definition').filter({ hasText: /:\d+$/ }).innerText();
  await person.page.keyboard.press('Escape');
  return address;
}

test('Direct is said of the very address that packets came from, which is the other app’s own', async ({ pair }) => {
  const { alice, bob } = pair;
  await alice.write('Bob', 'is this direct?');
  await expect(alice.message('is this direct?')).toContainText('Seen');
  for (const [here, there] of [
    [alice, bob],
    [bob, alice],
  ] as const) {
    const address = await shownAddress(here, there.name);
    expect(address).toBe(await there.app.address());
    const seen = (await here.app.datagramSources()).get(address);
    expect(seen?.count ?? 0, 'datagrams that really came from there').toBeGreaterThan(0);
    expect(Date.now() - (seen?.lastAtMs ?? 0)).toBeLessThan(DIRECT_PACKET_AGE_MS_MAX);
    await expect(here.pill(there.name)).toHaveAccessibleName(/: Direct, same network$/);
  }
  await alice.pill('Bob').click();
  await takePicture(alice.page, 'trust-panel');
});

test('what a machine in between carries is never called Direct', async ({ open }) => {
  // The two can't reach each other: she has IPv6 only and he IPv4 only. All that passes, passes through the middle.
  const alice = await Person.firstRun('Alice', await open('alice', { listen: '[::1]:0' }));
  const bob = await Person.firstRun('Bob', await open('bob', { listen: '127.0.0.1:0' }));
  const port = Number((await alice.app.address()).split(':').at(-1));
  const middle = await forward({ ip: '::1', port });
  try {
    const invite = withPath(await alice.copyInvite(), middle.front.ip, middle.front.port);
    const saidAtBob = collectPillWords(bob, 'Alice');
    await bob.accept(invite, 'Alice');
    await alice.openChat('Bob');
    await bob.write('Alice', 'through the middle');
    await expect(alice.message('through the middle')).toBeVisible();
    await alice.write('Bob', 'and back');
    await expect(bob.message('and back')).toBeVisible();
    await expect(bob.message('through the middle')).toContainText('Seen');

    await expect(bob.pill('Alice')).toHaveAccessibleName(/: Connected$/);
    await expect(alice.pill('Bob')).toHaveAccessibleName(/: Connected$/);
    expect([...(await bob.app.datagramSources()).keys()]).toEqual([`127.0.0.1:${middle.front.port}`]);
    expect(middle.carriedCount()).toBeGreaterThan(0);
    expect((await saidAtBob()).filter((words) => /Direct/.test(words))).toEqual([]);
    await takePicture(bob.page, 'connected');
  } finally {
    middle.close();
  }
});

/** Everything the window ever said about the way to somebody, from now on: a short lie counts too. */
function collectPillWords(person: Person, name: string): () => Promise<string[]> {
  const started = person.page.evaluate((other) => {
    const said: string[] = [];
    Object.assign(window, { saidOfTheWay: said });
    const note = () => {
      for (const button of document.querySelectorAll('button[aria-label]')) {
        const words = button.getAttribute('aria-label') ?? '';
        if (words.startsWith(`Way to ${other}: `) && said.at(-1) !== words) said.push(words);
      }
    };
    new MutationObserver(note).observe(document.body, { subtree: true, childList: true, attributes: true });
  }, name);
  return async () => {
    await started;
    return await person.page.evaluate(() => (window as unknown as { saidOfTheWay: string[] }).saidOfTheWay);
  };
}

test('two who each use the other’s invite end as one contact', async ({ open }) => {
  const alice = await Person.firstRun('Alice', await open('alice'));
  const bob = await Person.firstRun('Bob', await open('bob'));
  const [hers, his] = [await alice.copyInvite(), await bob.copyInvite()];
  await Promise.all([alice.accept(his, 'Bob'), bob.accept(hers, 'Alice')]);
  await expect(alice.pill('Bob')).toHaveAccessibleName(/: Direct, same network$/);
  await alice.write('Bob', 'only once');
  await expect(alice.message('only once')).toContainText('Seen');
  await expect(alice.page.getByRole('navigation', { name: 'Chats' }).getByRole('listitem')).toHaveCount(1);
  await expect(bob.page.getByRole('navigation', { name: 'Chats' }).getByRole('listitem')).toHaveCount(1);
});

test('an invite that two people use makes one contact, and tells the other', async ({ open }) => {
  const alice = await Person.firstRun('Alice', await open('alice'));
  const bob = await Person.firstRun('Bob', await open('bob'));
  const carol = await Person.firstRun('Carol', await open('carol'));
  const invite = await alice.copyInvite();
  await bob.accept(invite, 'Alice');
  await expect(alice.row('Bob')).toBeVisible();
  await carol.accept(invite, 'Alice');
  await expect(carol.page.getByText('This invite was used before. Ask Alice for a new one.')).toBeVisible();
  await takePicture(carol.page, 'invite-used');
  await expect(alice.row('Carol')).toHaveCount(0);
  await meet(alice, carol);
});
