import { expect, test } from "@playwright/test";
import { expectAccessible, expectQuietConsole } from "./screens";

const screens = [
  { name: "home", path: "/", heading: "Home" },
  { name: "practice", path: "/practice", heading: "Practice clinic" },
  { name: "recipes", path: "/recipes", heading: "Recipes" },
  { name: "recipe", path: "/recipes/ready-row-to-text", heading: /Text the patient|ready-row-to-text/ },
  { name: "try-it", path: "/recipes/ready-row-to-text", heading: /Text the patient|ready-row-to-text/, tab: "Try it" },
  { name: "runs", path: "/runs", heading: "Runs" },
  { name: "attention", path: "/attention", heading: "Attention" },
  { name: "gallery", path: "/gallery", heading: "Gallery" },
  { name: "messages", path: "/messages", heading: "Messages" },
  { name: "connections", path: "/connections", heading: "Connections" },
  { name: "functions", path: "/functions", heading: "Functions" },
  { name: "transfer", path: "/transfer", heading: "Import and export" },
  { name: "settings", path: "/settings", heading: "Settings" },
  { name: "new-recipe", path: "/recipes/new", heading: "New recipe" },
  { name: "missing", path: "/no-such-page", heading: "This page does not exist" },
];

for (const { name, path, heading, tab } of screens) {
  test(`${name} is accessible, light and dark, at 320 and 1280 px`, async ({ page }) => {
    const quiet = expectQuietConsole(page);
    await page.goto(path);
    await expect(page.getByRole("heading", { level: 1, name: heading })).toBeVisible();
    if (name === "practice") await expect(page.getByRole("grid")).toBeVisible();
    if (tab !== undefined) {
      await page.getByRole("tab", { name: tab }).click();
      await expect(page.getByRole("list", { name: "What would happen" })).toBeVisible();
    }
    await expect(page.getByText("Loading", { exact: true })).toHaveCount(0);
    for (const width of [1280, 320]) {
      await page.setViewportSize({ width, height: 800 });
      for (const colorScheme of ["light", "dark"] as const) {
        await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
        await page.screenshot({ path: `e2e-results/screens/${name}-${width}-${colorScheme}.png`, fullPage: true });
        await expectAccessible(page, `${name}, ${width} px, ${colorScheme}`);
      }
    }
    quiet();
  });
}
