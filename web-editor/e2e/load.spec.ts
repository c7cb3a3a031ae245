import { Agent, request as post } from "node:http";
import { gzipSync } from "node:zlib";
import { expect, test, type APIRequestContext, type Page } from "@playwright/test";
import { expectQuietConsole } from "./screens";

const runtime = process.env.CARELAY_E2E_URL;
/** For how long runs stream in, and how many a second are wanted; longer by hand, see runtime/docs/speed.md. */
const seconds = Number(process.env.CARELAY_LOAD_SECONDS ?? 4);
const perSecond = 500;
const recipe = "readings-stream-in";
const json = { "Content-Type": "application/json" };

interface Blocking {
  total: number;
  longest: number;
  count: number;
}

test.describe("on the real runtime", () => {
  test.skip(runtime === undefined, "needs the runtime, which CARELAY_E2E_URL names");
  test.setTimeout(300_000 + seconds * 10_000);

  test("the first load is small and soon usable", async ({ page }) => {
    const sizes: number[] = [];
    page.on("response", (response) => {
      if (!response.url().includes("/api/")) void response.body().then((body) => sizes.push(gzipSync(body).length));
    });
    await watchBlocking(page);
    await page.goto("/");
    await expect(page.getByRole("heading", { level: 1, name: "Home" })).toBeVisible();
    const usable = await page.evaluate(() => performance.now());
    await page.waitForLoadState("networkidle");
    const paint = await page.evaluate(() => performance.getEntriesByName("first-contentful-paint")[0]?.startTime ?? 0);
    const blocking = await blockingOf(page);
    tell("first load", {
      files: sizes.length,
      "KiB gzipped": Math.round(sizes.reduce((sum, size) => sum + size, 0) / 102.4) / 10,
      "first paint, ms": Math.round(paint),
      "usable after, ms": Math.round(usable),
      "blocked, ms": blocking.total,
      "longest task, ms": blocking.longest,
    });
    expect(sizes.length).toBeGreaterThan(0);
  });

  test("pages stay calm while runs stream in, and show the last of them", async ({ page, context, request }) => {
    const quiet = expectQuietConsole(page);
    await listenForReadings(request);
    const home = await context.newPage();
    const asked = { runs: 0, home: 0 };
    page.on("request", (one) => (asked.runs += Number(one.url().includes("/api/v1/"))));
    home.on("request", (one) => (asked.home += Number(one.url().includes("/api/v1/"))));
    await watchBlocking(home);
    await watchBlocking(page);
    await home.goto("/");
    await page.goto("/runs");
    await expect(home.getByRole("heading", { name: "Latest runs" })).toBeVisible();
    await expect(page.getByRole("heading", { level: 1, name: "Runs" })).toBeVisible();
    await page.waitForLoadState("networkidle");
    await forget(page);
    await forget(home);
    Object.assign(asked, { runs: 0, home: 0 });

    const from = Date.now();
    const last = `S-${from}-last`;
    const sent = await stream(from, last);
    const took = (Date.now() - from) / 1000;
    await expect(page.getByRole("row").filter({ hasText: last })).toBeVisible();
    await expect(home.getByRole("link").filter({ hasText: last })).toBeVisible();
    const settled = (Date.now() - from) / 1000;

    const rows = await page.getByRole("row").count();
    const [runsBlocked, homeBlocked] = [await blockingOf(page), await blockingOf(home)];
    tell("runs stream in", {
      runs: sent,
      seconds: took,
      "runs a second": Math.round(sent / took),
      "all seen after, s": settled,
      "questions of Runs": asked.runs,
      "questions of Home": asked.home,
      "Runs blocked, ms a second": Math.round(runsBlocked.total / settled),
      "Runs longest task, ms": runsBlocked.longest,
      "Home blocked, ms a second": Math.round(homeBlocked.total / settled),
      "Home longest task, ms": homeBlocked.longest,
      "rows in the page": rows,
    });
    // However many runs there are: a page asks by the clock, and holds what is near to be seen.
    expect(asked.runs).toBeLessThan(sent / 10);
    expect(asked.home).toBeLessThan(sent / 10);
    expect(rows).toBeLessThan(150);
    quiet();
  });

  test("thousands of runs are scrolled to their end, gone back to by time, and found by patient", async ({ page }) => {
    const quiet = expectQuietConsole(page);
    await page.goto(`/runs?recipe=${recipe}`);
    await watchHere(page);
    const table = page.getByRole("table");
    await expect(table).toBeVisible();
    const from = Date.now();
    const end = page.getByText(/runs in all/);
    while (!(await end.isVisible())) {
      await page.keyboard.press("End");
      await page.waitForTimeout(50);
    }
    const rows = await page.getByRole("row").count();
    const shown = await end.innerText();
    const blocking = await blockingOf(page);
    tell("scrolled to the end", {
      shown,
      seconds: (Date.now() - from) / 1000,
      "blocked, ms": blocking.total,
      "longest task, ms": blocking.longest,
      "rows in the page": rows,
    });
    expect(rows).toBeLessThan(150);
    await expect(async () => {
      await page.keyboard.press("End");
      await expect(page.getByRole("row").filter({ hasText: "S-sample" })).toBeInViewport({ timeout: 2_000 });
    }).toPass({ timeout: 60_000 });
    await expect(async () => {
      await page.keyboard.press("Home");
      await expect(page.getByRole("heading", { level: 1, name: "Runs" })).toBeInViewport({ timeout: 2_000 });
    }).toPass({ timeout: 60_000 });

    await page.getByLabel("Began before").fill("2020-01-01T08:00");
    await expect(page.getByText("No run matches")).toBeVisible();
    await page.getByLabel("Began before").fill("");
    await page.getByRole("textbox", { name: "Patient key" }).fill("S-first");
    await expect(page.getByRole("row").filter({ hasText: "S-first" }).first()).toBeVisible();
    await expect(page.getByRole("row").filter({ hasText: "-last" })).toHaveCount(0);
    quiet();
  });
});

/** What was measured, for whoever reads the output. */
function tell(what: string, figures: Record<string, number | string>) {
  console.log(`measured: ${what}: ${JSON.stringify(figures)}`);
  test.info().annotations.push({ type: what, description: JSON.stringify(figures) });
}

async function listenForReadings(request: APIRequestContext) {
  const document = {
    version: 1,
    id: recipe,
    title: "Readings stream in",
    trigger: { uses: "webhook.received", with: { path: recipe, auth: "none", dedupe: "body.id" } },
    subject: "{{ body.patient }}",
    steps: [
      { id: "none", if: "body.bpm > 100", uses: "function.javascript", with: { code: "export default () => 1" } },
    ],
  };
  const made = await request.post("/api/v1/recipes/import?mode=apply&activate=true", { headers: json, data: document });
  expect(made.status(), await made.text()).toBe(200);
  // The runtime follows a recipe that was activated a moment later.
  const sample = { id: `${Date.now()}`, patient: "S-sample", bpm: 72 };
  await expect(async () => {
    expect((await request.post(`/hooks/${recipe}`, { headers: json, data: sample })).status()).toBe(202);
  }).toPass({ timeout: 60_000 });
}

/** Posts readings at an even pace, as far as this machine can; the last one is about `last`. */
async function stream(from: number, last: string): Promise<number> {
  const agent = new Agent({ keepAlive: true, maxSockets: 32 });
  const total = seconds * perSecond;
  let next = 0;
  const worker = async () => {
    while (next < total - 1) {
      const number = next++;
      const due = from + (number * 1000) / perSecond;
      if (due > Date.now()) await new Promise((resolve) => setTimeout(resolve, due - Date.now()));
      await reading(agent, `${from}-${number}`, number === 0 ? "S-first" : `S-${number % 500}`);
    }
  };
  await Promise.all(Array.from({ length: 32 }, worker));
  await reading(agent, `${from}-${total}`, last);
  agent.destroy();
  return total;
}

function reading(agent: Agent, id: string, patient: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const body = JSON.stringify({ id, patient, bpm: 72 });
    const headers = { ...json, "Content-Length": Buffer.byteLength(body) };
    const sent = post(`${runtime ?? ""}/hooks/${recipe}`, { method: "POST", agent, headers }, (answer) => {
      answer.resume();
      answer.on("end", () =>
        answer.statusCode === 202 ? resolve() : reject(new Error(`answered ${answer.statusCode ?? 0}`)),
      );
    });
    sent.on("error", reject);
    sent.end(body);
  });
}

const watch = () => {
  const tasks: number[] = [];
  Object.assign(window, { tasks });
  new PerformanceObserver((list) => list.getEntries().forEach(({ duration }) => tasks.push(duration))).observe({
    type: "longtask",
    buffered: true,
  });
};
const watchBlocking = (page: Page) => page.addInitScript(watch);
const watchHere = (page: Page) => page.evaluate(watch);
const tasksOf = () => (window as unknown as { tasks: number[] }).tasks;
const forget = (page: Page) => page.evaluate(`(${tasksOf.toString()})().length = 0`);

/** Tasks that keep a page from answering for more than 50 ms, in whole milliseconds. */
async function blockingOf(page: Page): Promise<Blocking> {
  const tasks = await page.evaluate<number[]>(`(${tasksOf.toString()})()`);
  return {
    total: Math.round(tasks.reduce((sum, one) => sum + one, 0)),
    longest: Math.round(Math.max(0, ...tasks)),
    count: tasks.length,
  };
}
