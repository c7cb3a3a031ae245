import type { ActionKind, Catalog, ConnectorKind, TriggerKind } from "../src/recipe/catalog";
import { duration, map, record, string, texts } from "./schemas.ts";
import { settings } from "./settings.ts";

function connector(
  id: string,
  title: string,
  help: string,
  triggers: TriggerKind[],
  actions: ActionKind[],
): ConnectorKind {
  const needsConnection = !["schedule", "webhook", "function"].includes(id);
  return {
    id,
    title,
    help,
    needsConnection,
    takesConnection: needsConnection,
    settings: settings[id] ?? record({}),
    triggers,
    actions,
  };
}

const sheet = {
  spreadsheet: string("Spreadsheet", { description: "Its id, from the address in the browser.", examples: ["1AbC"] }),
  sheet: string("Sheet", { description: "The name on the tab.", examples: ["Appointments"] }),
};

const functionInput = record(
  {
    code: string("Code", { description: "A function named handle.", "x-widget": "code", "x-verbatim": true }),
    input: { title: "Input", description: "What the function gets as its event. Nothing else reaches it." },
    timeout: duration("Timeout", { default: "PT10S" }),
    network: texts("Network", { description: "The hosts it may reach." }),
  },
  "code",
  "input",
  "timeout",
  "network",
);

const functionAction = (language: string, title: string): ActionKind => ({
  id: `function.${language}`,
  title,
  help: `A few lines of ${title.replace("Run ", "")} that turn values into others.`,
  effect: "read",
  input: functionInput,
  output: {},
});

/** A catalog as the runtime describes its connectors. */
export const catalog: Catalog = {
  connectors: [
    connector(
      "google-sheets",
      "Google Sheets",
      "Rows of a spreadsheet.",
      [
        {
          id: "google-sheets.row-changed",
          title: "A row changes",
          help: "Fires when a watched column of a row changes.",
          kind: "polling",
          input: record(
            {
              ...sheet,
              key: texts("Key columns", {
                description: "What tells one row from another.",
                examples: [["Appointment ID"]],
              }),
              watch: texts("Watched columns", { description: "Only changes in these count." }),
              settle: duration("Settle", { description: "Wait until nobody has typed for so long.", default: "PT5S" }),
            },
            "key",
            "watch",
            "settle",
          ),
          event: record({ row: map("Row"), before: map("Row before"), changed: texts("Changed columns") }),
        },
      ],
      [
        {
          id: "google-sheets.update-row",
          title: "Update a row",
          help: "Writes into the columns of the row that has a key.",
          effect: "idempotent",
          input: record({
            ...sheet,
            key: map("Key"),
            values: map("Values", { description: "Column and what to write." }),
          }),
          output: record({ row: { title: "Row number", type: "integer" } }),
        },
      ],
    ),
    connector(
      "twilio",
      "Twilio",
      "Text messages.",
      [],
      [
        {
          id: "twilio.send-sms",
          title: "Send a text message",
          help: "Texts one phone.",
          effect: "message",
          input: record(
            {
              to: string("To", {
                description: "The phone's number.",
                examples: ["+15555550123"],
                "x-sensitivity": "personal",
              }),
              body: string("Text", { "x-widget": "multiline", examples: ["Elm Clinic is ready for you."] }),
              mediaUrl: string("Picture", { format: "uri" }),
            },
            "mediaUrl",
          ),
          output: record({ sid: string("Twilio's id"), status: string("Status", { examples: ["accepted"] }) }),
        },
      ],
    ),
    connector(
      "email",
      "Email",
      "Mail over SMTP.",
      [],
      [
        {
          id: "email.send",
          title: "Send an email",
          help: "Mails one or more people.",
          effect: "message",
          input: record({
            to: texts("To"),
            subject: string("Subject"),
            text: string("Text", { "x-widget": "multiline" }),
          }),
          output: record({ messageId: string("Message id") }),
        },
      ],
    ),
    connector(
      "function",
      "Functions",
      "Your own few lines of code.",
      [],
      [functionAction("python", "Run Python"), functionAction("javascript", "Run JavaScript")],
    ),
    connector(
      "schedule",
      "Schedule",
      "Set times.",
      [
        {
          id: "schedule.cron",
          title: "At set times",
          help: "Fires at the times that a cron expression gives.",
          kind: "polling",
          input: record(
            {
              cron: string("Cron expression", { "x-widget": "cron", examples: ["0 45 16 ? * FRI"] }),
              zone: string("Time zone", { format: "time-zone", default: "the recipe's zone" }),
              missed: string("Missed times", { enum: ["skip", "latest", "all"], default: "latest" }),
            },
            "zone",
            "missed",
          ),
          event: record({
            fire: record({ at: string("Scheduled for", { format: "date-time", examples: ["2026-11-27T21:45:00Z"] }) }),
          }),
        },
      ],
      [],
    ),
    connector(
      "webhook",
      "Webhook",
      "Anything that can post to an address.",
      [
        {
          id: "webhook.received",
          title: "Something is posted",
          help: "Fires for each accepted request to /hooks/PATH.",
          kind: "http",
          input: record({
            path: string("Path", { examples: ["heart-rate"] }),
            auth: {
              title: "Who may post",
              anyOf: [{ type: "string" }, record({ bearer: record({ token: string("Token") }) }, "bearer")],
            },
          }),
          event: record({ body: { title: "Body" } }),
        },
      ],
      [],
    ),
    connector(
      "database",
      "Database",
      "Tables of PostgreSQL or MariaDB.",
      [],
      [
        {
          id: "database.insert",
          title: "Insert a row",
          help: "Adds a row, or updates the one with the same key.",
          effect: "idempotent",
          input: record({ table: string("Table"), values: map("Values"), key: texts("Key columns") }, "key"),
          output: record({ rows: { title: "Rows", type: "integer" } }),
        },
      ],
    ),
  ],
};
