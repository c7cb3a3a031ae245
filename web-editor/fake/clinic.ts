import type { AttentionItem } from "../src/features/attention/api/listAttention";
import type { Mail } from "../src/features/practice/api/getMailbox";
import type { Phone } from "../src/features/practice/api/listPhones";
import type { CellEdit, Sheet } from "../src/features/practice/api/sheet";
import type { RecipeSummary } from "../src/api/listRecipes";
import type { RunDetail } from "../src/features/runs/api/getRun";
import type { Connection } from "../src/api/listConnections";
import type { Topic } from "../src/api/stream";
import type { Effect } from "../src/features/messages/api/listEffects";
import { attentionItems, cell, connection, firstSheet, mails, readyRow } from "./fixtures.ts";

export type Clinic = ReturnType<typeof createClinic>;

const reactionMs = 400;

/**
 * A stand-in for the runtime's practice clinic, in memory: a row set to Ready leads to a run, a text and a row marked
 * Sent. For component tests and for working on the page without a runtime; never part of what is shipped.
 */
export function createClinic(now: () => Date = () => new Date()) {
  const listeners = new Set<(topic: Topic) => void>();
  const sheet: Sheet = firstSheet();
  const phones: Phone[] = [];
  const mailbox: Mail[] = mails();
  const attention: AttentionItem[] = attentionItems();
  const runs: RunDetail[] = [];
  const recipes: RecipeSummary[] = [
    {
      id: "ready-row-to-text",
      title: "Text the patient when the row is Ready",
      state: "active",
      version: 1,
      activeVersion: 1,
      updatedAt: "2026-11-21T16:00:00Z",
      eventsPerDay: 0,
    },
  ];
  const documents = new Map([["ready-row-to-text", JSON.stringify(readyRow, null, 2)]]);
  const connections = [
    connection("front-desk", "google-sheets", { pollInterval: "PT2S" }),
    connection("clinic-sms", "twilio", { accountSid: "AC00000000000000000000000000000000", from: "+15555550100" }),
    connection("hospital-mail", "email", { host: "mail.example.org", from: "clinic@example.org" }),
  ];
  let signedIn = true;
  let nextId = 1;

  const changed = (topic: Topic) => listeners.forEach((listener) => listener(topic));
  const stamp = () => now().toISOString();
  const touch = () => {
    sheet.revision += 1;
    changed("sheet");
    return sheet;
  };
  const columnOf = (header: string) => sheet.rows[0]?.findIndex(({ text }) => text === header) ?? -1;
  const textAt = (row: number, header: string) => sheet.rows[row]?.[columnOf(header)]?.text ?? "";

  const write = ({ row, column, text }: CellEdit) => {
    const cells = sheet.rows[row];
    if (cells === undefined) return;
    while (cells.length <= column) cells.push(cell(""));
    cells[column] = cell(text);
  };

  const say = (number: string, message: Omit<Phone["messages"][number], "id" | "at">) => {
    let phone = phones.find((each) => each.number === number);
    if (phone === undefined) phones.push((phone = { number, messages: [] }));
    phone.messages.push({ id: `SM${nextId++}`, at: stamp(), ...message });
    changed("phones");
  };

  const react = (row: number) => {
    const key = textAt(row, "Appointment ID");
    const name = textAt(row, "First name").trim();
    const number = `+1${textAt(row, "Mobile").replaceAll(/\D/g, "").slice(-10)}`;
    const run: RunDetail = {
      id: `run-${nextId++}`,
      recipe: "ready-row-to-text",
      version: 1,
      state: "running",
      eventKey: key,
      subject: textAt(row, "MRN"),
      startedAt: stamp(),
      event: {
        row: Object.fromEntries(
          (sheet.rows[0] ?? []).map((header, column) => [header.text, sheet.rows[row]?.[column]?.text ?? null]),
        ),
        changed: ["Status"],
      },
      steps: [{ id: "clean", state: "running", attempts: 1, at: stamp() }],
    };
    runs.unshift(run);
    changed("runs");
    setTimeout(() => {
      const ended = { state: "succeeded", attempts: 1, durationMs: 42, at: stamp() } as const;
      run.steps = [
        { id: "clean", ...ended, output: { phone: number, name }, log: `cleaning the number of ${key}\n` },
        { id: "text", ...ended, output: { status: "accepted", provider: "SM1" } },
        { id: "mark", ...ended, output: { updated: 1 } },
      ];
      run.state = "succeeded";
      run.endedAt = stamp();
      changed("runs");
      say(number, { direction: "outbound", status: "delivered", body: `Hi ${name}, Elm Clinic is ready for you.` });
      const at = sheet.rows.findIndex((_, index) => textAt(index, "Appointment ID") === key);
      write({ row: at, column: columnOf("Sent"), text: "accepted" });
      touch();
    }, reactionMs);
  };

  return {
    sheet,
    phones,
    mailbox,
    attention,
    runs,
    recipes,
    documents,
    connections,
    putConnection: (wanted: Pick<Connection, "id" | "connector" | "settings">) => {
      const place = connections.findIndex(({ id }) => id === wanted.id);
      connections.splice(
        place < 0 ? connections.length : place,
        1,
        connection(wanted.id, wanted.connector, wanted.settings),
      );
    },
    deleteConnection: (id: string) => {
      const place = connections.findIndex((each) => each.id === id);
      if (place >= 0) connections.splice(place, 1);
      return place >= 0;
    },
    effects: (): Effect[] =>
      runs
        .filter(({ state }) => state === "succeeded")
        .map(({ id, recipe, startedAt, eventKey }) => ({
          key: `key-${id}`,
          run: id,
          recipe,
          step: "text",
          purpose: "ready",
          subject: eventKey,
          state: "delivered",
          target: "…0123",
          attempts: 1,
          at: startedAt,
        })),
    save: (text: string, version: number, activate: boolean) => {
      const { id, title } = JSON.parse(text) as { id: string; title: string };
      documents.set(id, text);
      const known = recipes.find((each) => each.id === id);
      if (known === undefined)
        recipes.push({
          id,
          title,
          version,
          updatedAt: stamp(),
          eventsPerDay: 0,
          ...(activate && { activeVersion: version }),
          state: activate ? "active" : "draft",
        });
      else Object.assign(known, { title, version, ...(activate && { state: "active", activeVersion: version }) });
      changed("recipes");
    },
    changed,
    session: () =>
      signedIn ? { signedIn, user: "practice", mode: "practice", practice: true, version: "0.1.0" } : { signedIn },
    signIn: (value: boolean) => (signedIn = value),
    listen: (listener: (topic: Topic) => void) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    edit: (edits: CellEdit[]) => {
      const before = sheet.rows.map((_, row) => textAt(row, "Status"));
      edits.forEach(write);
      sheet.rows.forEach((_, row) => {
        if (row > 0 && textAt(row, "Status") === "Ready" && before[row] !== "Ready")
          setTimeout(() => react(row), reactionMs);
      });
      return touch();
    },
    insert: (at: number | undefined) => {
      sheet.rows.splice(at ?? sheet.rows.length, 0, []);
      return touch();
    },
    remove: (rows: number[]) => {
      sheet.rows = sheet.rows.filter((_, index) => !rows.includes(index));
      return touch();
    },
    sort: (column: number, descending: boolean) => {
      const [header = [], ...rows] = sheet.rows;
      const order = (one: Sheet["rows"][number], other: Sheet["rows"][number]) =>
        (one[column]?.text ?? "").localeCompare(other[column]?.text ?? "", "en", { numeric: true });
      sheet.rows = [header, ...rows.sort((one, other) => (descending ? order(other, one) : order(one, other)))];
      return touch();
    },
    reply: (number: string, body: string) => say(number, { direction: "inbound", status: "received", body }),
    resolve: (id: string) => {
      const index = attention.findIndex((item) => item.id === id);
      if (index >= 0) attention.splice(index, 1);
      changed("attention");
      return index >= 0;
    },
  };
}
