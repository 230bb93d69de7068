import AxeBuilder from '@axe-core/playwright';
import { expect, type Page } from '@playwright/test';

interface Finding {
  readonly id: string;
  readonly where: readonly string[];
}

/** Looks at the window as a screen reader would. */
export async function inspect(page: Page, what: string): Promise<void> {
  expect(await findingsOf(page), what).toEqual([]);
}

/** What a screen reader would stumble over, and what is too faint to be read: by all rules of Axe, or by these alone. */
export async function findingsOf(page: Page, rules: readonly string[] = []): Promise<readonly Finding[]> {
  // Things that fade in are half transparent, and then of too little contrast.
  await page.evaluate(async () => {
    await Promise.allSettled(document.getAnimations().map(({ finished }) => finished));
  });
  // Electron has no second target, in which Axe would otherwise run.
  const axe = new AxeBuilder({ page }).setLegacyMode();
  const { violations } = await (rules.length === 0 ? axe : axe.withRules([...rules])).analyze();
  return violations.map(({ id, nodes }) => ({ id, where: nodes.map(({ html }) => html) }));
}
