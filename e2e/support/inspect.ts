import AxeBuilder from '@axe-core/playwright';
import { expect, type Page } from '@playwright/test';

/** Looks at the window as a screen reader would. */
export async function inspect(page: Page, what: string): Promise<void> {
  // Things that fade in are half transparent, and then of too little contrast.
  await page.evaluate(async () => {
    await Promise.allSettled(document.getAnimations().map(({ finished }) => finished));
  });
  // Electron has no second target, in which Axe would otherwise run.
  const { violations } = await new AxeBuilder({ page }).setLegacyMode().analyze();
  expect(
    violations.map(({ id, nodes }) => ({ id, where: nodes.map(({ html }) => html) })),
    what,
  ).toEqual([]);
}
