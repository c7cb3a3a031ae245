import { expect, test } from "@playwright/test";
import { spawn, type ChildProcess } from "node:child_process";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";

test.skip(process.env.CARELAY_E2E_URL === undefined, "needs a running Carelay");

let home: string;
let other: ChildProcess | undefined;

test.afterAll(async () => {
  if (other?.exitCode === null) {
    const ended = new Promise((done) => other?.once("exit", done));
    other.kill("SIGTERM");
    await ended;
  }
  await rm(home, { recursive: true, force: true });
});

/** Another Carelay with a home of its own, as a colleague has one. */
async function startElsewhere(): Promise<string> {
  home = await mkdtemp(join(tmpdir(), "elsewhere-"));
  const started = spawn(resolve(process.env.CARELAY_COMMAND ?? "../carelay"), ["run"], {
    env: { ...process.env, CARELAY_HOME: join(home, "home"), CARELAY_PORT: "0" },
    stdio: ["ignore", "pipe", "pipe"],
  });
  other = started;
  return new Promise((ready, failed) => {
    let said = "";
    const listen = (part: Buffer) => {
      said += part.toString();
      const address = /Carelay is ready at (\S+)/.exec(said)?.[1];
      if (address !== undefined) ready(address);
    };
    started.stdout.on("data", listen);
    started.stderr.on("data", listen);
    started.once("exit", () => failed(new Error(`The other Carelay did not start: ${said}`)));
  });
}

test("a recipe made in the editor, exported, and imported elsewhere by the API is the same to the byte", async ({
  page,
  request,
}) => {
  test.setTimeout(300_000);
  const starting = startElsewhere();
  const title = `Grüße 🌷 ${Date.now()}`;
  await page.goto("/recipes/new");
  await page.getByRole("textbox", { name: "Title" }).fill(title);
  await page.getByRole("combobox", { name: "What starts it" }).click();
  await page
    .getByRole("option", { name: /by hand|starts it|Started by/i })
    .first()
    .click();
  await page.getByRole("button", { name: "Add a step to: Then do" }).click();
  await page.getByRole("textbox", { name: /^Search, such as/ }).fill("stop");
  await page.getByRole("button", { name: /^Stop/ }).click();
  await page.getByRole("textbox", { name: "Reason" }).click();
  await page.keyboard.type("Nothing \\ to do at 98.60°");
  // A person's own layout stays as it is, too.
  await page.getByRole("tab", { name: "JSON" }).click();
  await page.getByRole("textbox", { name: "Recipe as JSON" }).click();
  await page.keyboard.press("Control+End");
  await page.keyboard.type("\n\n");
  await page.getByRole("button", { name: "Save", exact: true }).click();
  await expect(page).toHaveURL(/\/recipes\/(?!new)/);

  await page.goto("/transfer");
  const downloading = page.waitForEvent("download");
  await page.getByRole("link", { name: `Download ${title}` }).click();
  const exported = await readFile(await (await downloading).path());
  const written = exported.toString("utf8");
  expect(written).toContain(title);
  expect(written.endsWith("}\n\n")).toBe(true);

  const elsewhere = await starting;
  const imported = await request.post(`${elsewhere}/api/v1/recipes/import?mode=apply`, {
    data: exported,
    headers: { "Content-Type": "application/json" },
  });
  expect(imported.status(), await imported.text()).toBe(200);
  const { id } = JSON.parse(written) as { id: string };
  const again = await (await request.get(`${elsewhere}/api/v1/recipes/${id}/export`)).body();
  expect(again.equals(exported)).toBe(true);
});
