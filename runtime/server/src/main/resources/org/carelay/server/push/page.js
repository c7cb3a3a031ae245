"use strict";

// The token stays behind the "#", so that it stands in no log; the worker needs none.
const token = location.hash.slice(1);
const base = location.pathname.replace(/\/+$/, "") + "/";
const form = document.getElementById("form");
const person = document.getElementById("person");
const topics = document.getElementById("topics");
const status = document.getElementById("status");

function say(text) {
  status.textContent = text;
}

async function ask(path, body) {
  const answer = await fetch(base + path, {
    method: body ? "POST" : "GET",
    headers: { Authorization: "Bearer " + token, "Content-Type": "application/json" },
    body: body && JSON.stringify(body),
  });
  if (answer.ok) return answer.status === 204 ? null : answer.json();
  const problem = await answer.json().catch(() => ({}));
  throw new Error(problem.detail || "This did not work. Try again later.");
}

function bytes(base64url) {
  const base64 = base64url.replace(/-/g, "+").replace(/_/g, "/");
  return Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
}

function chosen() {
  return [...topics.querySelectorAll("input:checked")].map((box) => box.value);
}

function show(offer) {
  for (const topic of offer.topics) {
    const label = document.createElement("label");
    const box = document.createElement("input");
    box.type = "checkbox";
    box.value = topic;
    box.checked = offer.topics.length === 1;
    label.append(box, topic.replace(/-/g, " "));
    topics.append(label);
  }
  form.hidden = false;
}

async function subscribe(key) {
  if ((await Notification.requestPermission()) !== "granted") {
    throw new Error("The browser does not allow notes from this page. Allow them in its settings for this page.");
  }
  const worker = await navigator.serviceWorker.register(base + "worker.js", { scope: base });
  await activated(worker);
  return worker.pushManager.subscribe({ userVisibleOnly: true, applicationServerKey: bytes(key) });
}

// Not "ready", which waits for a worker of this page: ours is for what lies below it.
function activated(registration) {
  const coming = registration.installing || registration.waiting;
  if (registration.active || !coming) return Promise.resolve();
  return new Promise((done, failed) => {
    coming.addEventListener("statechange", () => {
      if (coming.state === "activated") done();
      if (coming.state === "redundant") failed(new Error("The browser could not prepare notes. Try again."));
    });
  });
}

async function subscribed() {
  const worker = await navigator.serviceWorker.getRegistration(base);
  return worker && worker.pushManager.getSubscription();
}

async function begin() {
  if (!("serviceWorker" in navigator) || !("PushManager" in window) || !window.isSecureContext) {
    say("This browser cannot show notes. On an iPhone or iPad, put this page on the home screen first.");
    return;
  }
  const offer = await ask("subscriptions/offer");
  show(offer);
  say((await subscribed()) ? "This device gets notes." : "");
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    if (chosen().length === 0) {
      say("Choose at least one kind of notes.");
      return;
    }
    try {
      say("One moment…");
      const subscription = await subscribe(offer.publicKey);
      await ask("subscriptions", { subscription, topics: chosen(), person: person.value });
      say("Done. This device gets notes for: " + chosen().join(", ") + ".");
    } catch (problem) {
      say(problem.message);
    }
  });
  document.getElementById("stop").addEventListener("click", async () => {
    try {
      const subscription = await subscribed();
      if (subscription) {
        await ask("subscriptions", { subscription, topics: [] });
        await subscription.unsubscribe();
      }
      say("This device gets no more notes.");
    } catch (problem) {
      say(problem.message);
    }
  });
}

begin().catch((problem) => say(problem.message));
