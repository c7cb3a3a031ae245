import { generateKeyPairSync } from "node:crypto";
import { expect, test, type BrowserContext, type Page } from "@playwright/test";
import { expectAccessible } from "./screens";

/**
 * The page on which staff subscribe, in a real browser. What a browser's vendor does is stood in for: giving out the
 * subscription, and handing a note to the worker.
 */
test.skip(process.env.CARELAY_E2E_URL === undefined, "needs a running Carelay");

const token = "e2e-link-token-0123456789";

async function connect(page: Page): Promise<string> {
  const { publicKey, privateKey } = generateKeyPairSync("ec", { namedCurve: "prime256v1" });
  const { x = "", y = "" } = publicKey.export({ format: "jwk" });
  const point = Buffer.concat([Buffer.of(4), Buffer.from(x, "base64url"), Buffer.from(y, "base64url")]);
  const vapid = { publicKey: point.toString("base64url"), privateKey: privateKey.export({ format: "jwk" }).d };
  const answer = await page.request.put("/api/v1/connections/e2e-push", {
    data: {
      connector: "push",
      settings: { contact: "mailto:it@example.org", topics: ["charge-nurses", "it"], pageToken: token, vapid },
    },
  });
  expect(answer.ok(), await answer.text()).toBe(true);
  return vapid.publicKey;
}

test.afterEach(async ({ page }) => {
  await page.request.delete("/api/v1/connections/e2e-push");
});

/** Gives out a subscription as a browser does, whose vendor cannot be reached from here. */
async function standInForTheVendor(context: BrowserContext): Promise<void> {
  await context.addInitScript(() => {
    let given: PushSubscription | null = null;
    const text = (bytes: Uint8Array) =>
      btoa(String.fromCharCode(...bytes))
        .replace(/\+/g, "-")
        .replace(/\//g, "_")
        .replace(/=+$/, "");
    PushManager.prototype.subscribe = async (options) => {
      const key = options?.applicationServerKey as Uint8Array;
      document.documentElement.dataset.sender = text(key);
      const pair = await crypto.subtle.generateKey({ name: "ECDH", namedCurve: "P-256" }, true, ["deriveBits"]);
      const p256dh = text(new Uint8Array(await crypto.subtle.exportKey("raw", pair.publicKey)));
      const auth = text(crypto.getRandomValues(new Uint8Array(16)));
      const endpoint = "https://fcm.googleapis.com/fcm/send/e2e";
      given = {
        endpoint,
        toJSON: () => ({ endpoint, keys: { p256dh, auth } }),
        unsubscribe: () => {
          given = null;
          return Promise.resolve(true);
        },
      } as unknown as PushSubscription;
      return given;
    };
    PushManager.prototype.getSubscription = () => Promise.resolve(given);
  });
}

/** Hands a note to the page's worker, as the browser does. */
async function deliver(page: Page, note: object): Promise<void> {
  const devtools = await page.context().newCDPSession(page);
  const registered = new Promise<string>((found) => {
    devtools.on("ServiceWorker.workerRegistrationUpdated", ({ registrations }) => {
      const ours = registrations.find(({ scopeURL }) => scopeURL.endsWith("/push/e2e-push/"));
      if (ours) found(ours.registrationId);
    });
  });
  await devtools.send("ServiceWorker.enable");
  await devtools.send("ServiceWorker.deliverPushMessage", {
    origin: new URL(page.url()).origin,
    registrationId: await registered,
    data: JSON.stringify(note),
  });
}

function notes(page: Page): Promise<string[]> {
  return page.evaluate(async () => {
    const registration = await navigator.serviceWorker.getRegistration("/push/e2e-push/");
    const shown = (await registration?.getNotifications()) ?? [];
    return shown.map(({ title, body }) => `${title}: ${body}`);
  });
}

test("staff get notes on this device, and none any more", async ({ page, context }) => {
  const key = await connect(page);
  await context.grantPermissions(["notifications"]);
  await standInForTheVendor(context);
  await page.goto(`/push/e2e-push#${token}`);
  await page.getByLabel("Whose device is this?").fill("Nurse Kim");
  await page.getByLabel("charge nurses").check();
  await expectAccessible(page, "notes on this device");
  await page.getByRole("button", { name: "Get notes on this device" }).click();
  await expect(page.getByRole("status")).toHaveText("Done. This device gets notes for: charge-nurses.");
  await expect(page.locator("html")).toHaveAttribute("data-sender", key);

  await deliver(page, { title: "Look at the list", body: "A matter waits." });
  await expect.poll(() => notes(page)).toEqual(["Look at the list: A matter waits."]);

  await page.getByRole("button", { name: "No more notes on this device" }).click();
  await expect(page.getByRole("status")).toHaveText("This device gets no more notes.");
});

test("a link that is not ours is told so", async ({ page }) => {
  await connect(page);
  await page.goto("/push/e2e-push#another-token-0123456789");
  await expect(page.getByRole("status")).not.toHaveText("One moment…");
  await expect(page.getByRole("button", { name: "Get notes on this device" })).toBeHidden();
});
