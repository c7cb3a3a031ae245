import AxeBuilder from "@axe-core/playwright";
import { expect, type Page } from "@playwright/test";

const tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];

/** What a screen must be at every width: free of axe's findings, and never wider than the window. */
export async function expectAccessible(page: Page, name: string) {
  const { violations } = await new AxeBuilder({ page }).withTags(tags).analyze();
  const found = violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(" | ")}`);
  expect(found, `axe on ${name}`).toEqual([]);
  const sideways = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
  expect(sideways, `${name} scrolls sideways`).toBeLessThanOrEqual(0);
}

/** Fails the test for anything the page logs as an error: a broken script, a blocked file, a policy violation. */
export function expectQuietConsole(page: Page) {
  const errors: string[] = [];
  page.on("pageerror", (error) => errors.push(error.message));
  page.on("console", (message) => {
    if (message.type() === "error") errors.push(message.text());
  });
  return () => expect(errors, "errors in the browser's console").toEqual([]);
}

/** Looks at a screen as it is on a phone in the dark, and on a desk; keeps a picture of each. */
export async function expectAccessibleOnBothEnds(page: Page, name: string) {
  for (const { width, colorScheme } of [
    { width: 320, colorScheme: "dark" },
    { width: 1280, colorScheme: "light" },
  ] as const) {
    await page.setViewportSize({ width, height: 800 });
    await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
    await page.screenshot({ path: `e2e-results/screens/${name}-${width}-${colorScheme}.png`, fullPage: true });
    await expectAccessible(page, `${name}, ${width} px, ${colorScheme}`);
  }
}
