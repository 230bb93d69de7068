import { expect, type Locator, type Page } from '@playwright/test';

/** More stops than any screen has between two things. */
const STOPS_MAX = 60;

/** Somebody without a mouse, who must see at every stop where they are. */
export class Keyboard {
  readonly page: Page;

  constructor(page: Page) {
    this.page = page;
  }

  /**
   * From now on a mouse or a finger is noticed. (A button pressed by a key clicks too, but without a pointer; and a pointer that lies
   * still moves, for the page, when a window opens under it.)
   */
  async watchForPointers(): Promise<void> {
    await this.page.evaluate(() => {
      const seen: string[] = [];
      for (const type of ['pointerdown', 'mousedown', 'touchstart', 'wheel']) {
        window.addEventListener(type, () => seen.push(type), { capture: true });
      }
      Object.assign(window, { pointersSeen: seen });
    });
  }

  async expectNoPointer(): Promise<void> {
    const seen = await this.page.evaluate(() => (window as unknown as { pointersSeen: string[] }).pointersSeen);
    expect(seen).toEqual([]);
  }

  async press(key: string): Promise<void> {
    await this.page.keyboard.press(key);
  }

  async type(text: string): Promise<void> {
    await this.page.keyboard.type(text);
  }

  /** Has the focus, and shows it. */
  async expectOn(target: Locator): Promise<void> {
    await expect(target).toBeVisible();
    await expect.poll(() => target.evaluate(whatHasFocusInstead), `the focus on ${target}`).toBe('');
    await this.#expectSeen(`the focus on ${target}`);
  }

  /** By the Tab key, or with Shift; at every stop on the way the focus is seen. */
  async tabTo(target: Locator, key: 'Tab' | 'Shift+Tab' = 'Tab'): Promise<void> {
    await expect(target).toBeVisible();
    for (let stop = 0; stop < STOPS_MAX; stop++) {
      if (await isFocused(target)) return;
      await this.press(key);
      await this.#expectSeen(`a stop on the way to ${target}`);
    }
    throw new Error(`The ${key} key does not come to ${target}.`);
  }

  async tabBackTo(target: Locator): Promise<void> {
    await this.tabTo(target, 'Shift+Tab');
  }

  /** In a menu, a list or a group of choices. */
  async arrowTo(
    target: Locator,
    key: 'ArrowDown' | 'ArrowUp' | 'ArrowRight' | 'ArrowLeft' = 'ArrowDown',
  ): Promise<void> {
    await expect(target).toBeVisible();
    for (let stop = 0; stop < STOPS_MAX; stop++) {
      if (await isFocused(target)) {
        await this.expectOn(target);
        return;
      }
      await this.press(key);
    }
    throw new Error(`${key} does not come to ${target}.`);
  }

  /** What opened has taken the focus. */
  async expectInside(opened: Locator): Promise<void> {
    await expect(opened).toBeVisible();
    await expect.poll(() => opened.evaluate((element) => element.contains(document.activeElement))).toBe(true);
  }

  /** Something opens over the window by these keys and goes by Escape: the focus is then where it was. */
  async lookInto(keys: string, opened: Locator, look: () => Promise<void> = async () => undefined): Promise<void> {
    await this.page.evaluate(() => Object.assign(window, { focusWas: document.activeElement }));
    await this.press(keys);
    await this.expectInside(opened);
    await look();
    await this.press('Escape');
    await expect(opened).toBeHidden();
    await expect.poll(() => this.page.evaluate(describeFocus), `the focus after ${opened}`).toBe('where it was');
    await this.#expectSeen(`the focus after ${opened}`);
  }

  /** A frame may take a moment to change its colour. */
  async #expectSeen(when: string): Promise<void> {
    await expect.poll(() => this.page.evaluate(whatIsNotSeen), when).toBe('');
  }
}

/** Runs in the page. Empty if the element has the focus. */
const whatHasFocusInstead = (element: Element): string =>
  element === document.activeElement ? '' : (document.activeElement?.outerHTML.slice(0, 300) ?? 'nothing');

const isFocused = (target: Locator): Promise<boolean> =>
  target.evaluate((element) => element === document.activeElement);

function describeFocus(): string {
  const { focusWas } = window as unknown as { focusWas: Element };
  const { activeElement } = document;
  return activeElement === focusWas ? 'where it was' : `on ${activeElement?.outerHTML.slice(0, 200)}`;
}

/** Runs in the page: what has the focus without showing it; empty if all is well. */
function whatIsNotSeen(): string {
  const focused = document.activeElement;
  if (focused === null || focused === document.body) return 'nothing has the focus';
  // Headings, dialogs and menus take it for the ear, when they open; they are no stops and nothing can be done with them.
  if (focused.matches('h1, h2, h3, [role="dialog"], [role="menu"]') && focused.getAttribute('tabindex') === '-1')
    return '';

  const probe = document.body.appendChild(document.createElement('i'));
  probe.style.color = 'var(--color-focus)';
  const focusColor = getComputedStyle(probe).color;
  probe.remove();
  const hasRing = (element: Element): boolean => {
    const { outlineStyle, outlineWidth, outlineColor, borderBottomColor, borderBottomWidth } =
      getComputedStyle(element);
    const isOutlined = outlineStyle !== 'none' && Number.parseFloat(outlineWidth) >= 2;
    const isFramed = borderBottomColor === focusColor && Number.parseFloat(borderBottomWidth) >= 1;
    return (isOutlined && !/transparent|, 0\)|\/ 0\)/.test(outlineColor)) || isFramed;
  };
  const around: Element[] = [];
  for (let element: Element | null = focused; element !== null && around.length < 4; element = element.parentElement) {
    around.push(element);
  }
  // The frame of a field, and the bubble of a message, show it for what lies inside or around.
  const shows = [...around, ...focused.children, ...[...focused.children].flatMap(({ children }) => [...children])];
  const { width, height, top, bottom } = focused.getBoundingClientRect();
  const isInSight = width > 0 && height > 0 && bottom > 0 && top < window.innerHeight;
  if (isInSight && shows.some(hasRing)) return '';
  return `${isInSight ? 'no ring' : 'out of sight'}: ${focused.outerHTML.slice(0, 300)}`;
}
