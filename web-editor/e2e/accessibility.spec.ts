import { expect, test } from "@playwright/test";
import { expectAccessible, expectQuietConsole } from "./screens";

const screens = [
  { name: "home", path: "/", heading: "Home" },
  { name: "practice", path: "/practice", heading: "Practice clinic" },
  { name: "recipes", path: "/recipes", heading: "Recipes" },
  { name: "recipe", path: "/recipes/ready-row-to-text", heading: /Text the patient|ready-row-to-text/ },
  { name: "runs", path: "/runs", heading: "Runs" },
  { name: "attention", path: "/attention", heading: "Attention" },
  { name: "gallery", path: "/gallery", heading: "Gallery" },
  { name: "messages", path: "/messages", heading: "Messages" },
  { name: "connections", path: "/connections", heading: "Connections" },
  { name: "transfer", path: "/transfer", heading: "Import and export" },
  { name: "new recipe", path: "/recipes/new", heading: "New recipe" },
  { name: "missing", path: "/no-such-page", heading: "This page does not exist" },
];

for (const width of [320, 1280]) {
  for (const colorScheme of ["light", "dark"] as const) {
    test.describe(`${width} px, ${colorScheme}`, () => {
      test.use({ viewport: { width, height: 800 }, colorScheme });
      for (const { name, path, heading } of screens) {
        test(`${name} is accessible`, async ({ page }) => {
          const quiet = expectQuietConsole(page);
          await page.goto(path);
          await expect(page.getByRole("heading", { level: 1, name: heading })).toBeVisible();
          if (name === "practice") await expect(page.getByRole("grid")).toBeVisible();
          await expect(page.getByText("Loading", { exact: true })).toHaveCount(0);
          await page.screenshot({ path: `e2e-results/screens/${name}-${width}-${colorScheme}.png`, fullPage: true });
          await expectAccessible(page, name);
          quiet();
        });
      }
    });
  }
}
