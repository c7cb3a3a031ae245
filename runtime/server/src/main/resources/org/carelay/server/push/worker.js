"use strict";

self.addEventListener("push", (event) => {
  let note = {};
  try {
    note = event.data ? event.data.json() : {};
  } catch {
    note = {};
  }
  const shown = self.registration.showNotification(note.title || "Carelay", { body: note.body || "", data: note.link || "" });
  event.waitUntil(shown);
});

self.addEventListener("notificationclick", (event) => {
  event.notification.close();
  const link = event.notification.data;
  if (link && link.startsWith("https://")) event.waitUntil(self.clients.openWindow(link));
});
