import { defineConfig } from "@playwright/test";

const external = process.env.CARELAY_E2E_URL;
const fakePort = 4179;

/** With CARELAY_E2E_URL the tests drive that runtime; without it they drive the stand-in in `fake/`. */
export default defineConfig({
  testDir: "e2e",
  outputDir: "e2e-results",
  timeout: 120_000,
  expect: { timeout: 20_000 },
  workers: 1,
  reporter: [["list"]],
  use: {
    baseURL: external ?? `http://127.0.0.1:${fakePort}`,
    browserName: "chromium",
    locale: "en-US",
    screenshot: "only-on-failure",
    launchOptions: {
      executablePath: process.env.CHROMIUM_PATH ?? "/usr/bin/chromium",
      args: process.getuid?.() === 0 ? ["--no-sandbox"] : [],
    },
  },
  ...(external === undefined && {
    webServer: {
      command: `npm run preview:fake -- --port ${fakePort} --strictPort`,
      url: `http://127.0.0.1:${fakePort}`,
      reuseExistingServer: false,
    },
  }),
});
