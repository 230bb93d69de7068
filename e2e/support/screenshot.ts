import { mkdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Page } from '@playwright/test';
import { ROOT } from '../../build/places.mjs';

/** A picture of the window, for people: e2e/out/NAME.png. */
export async function takePicture(page: Page, name: string): Promise<void> {
  const path = join(ROOT, 'e2e', 'out', `${name}.png`);
  await mkdir(dirname(path), { recursive: true });
  await page.screenshot({ path });
}
