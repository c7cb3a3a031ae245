import { slug } from "@/recipe/newStep";
import { pathOf } from "@/recipe/template";
import { text } from "@/text";

const words = text.gallery;

/** One thing that a template asks. A column is guessed from its header, so that most people only look and agree. */
export type Parameter =
  | { name: string; kind: "column"; label: string; guess: RegExp; optional?: boolean }
  | { name: string; kind: "text"; label: string; start: string };

/** What was answered: columns by their headers, texts as typed; the sheet where one is asked for. */
export interface Answers {
  values: Record<string, string>;
  spreadsheet: string;
  sheet: string;
  zone: string;
}

export interface Template {
  id: string;
  title: string;
  help: string;
  /** The triggers and actions it is made of; without one of them it cannot be used. */
  uses: readonly string[];
  asksForSheet: boolean;
  parameters: readonly Parameter[];
  make: (answers: Answers) => Record<string, unknown>;
}

const { fields, defaults } = words;
const column = (name: string, label: string, guess: RegExp, optional = false): Parameter => ({
  name,
  kind: "column",
  label,
  guess,
  optional,
});
const plain = (name: string, label: string, start: string): Parameter => ({ name, kind: "text", label, start });
const inRow = (header: string | undefined) => pathOf(["row", header ?? ""]);
const value = (header: string | undefined) => `{{ ${inRow(header)} }}`;
const quoted = (written: string | undefined) =>
  written?.includes("'") ? JSON.stringify(written) : `'${written ?? ""}'`;

const sheetToText: Template = {
  id: "sheet-to-text",
  ...words.templates.sheetToText,
  uses: ["google-sheets.row-changed", "function.python", "twilio.send-sms", "google-sheets.update-row"],
  asksForSheet: true,
  parameters: [
    column("key", fields.key, /appointment id|^id$|visit id/i),
    column("patient", fields.patient, /mrn|patient/i),
    column("status", fields.status, /status/i),
    plain("ready", fields.ready, defaults.ready),
    column("phone", fields.phone, /mobile|phone|cell/i),
    column("name", fields.name, /first name|name/i),
    column("consent", fields.consent, /consent/i, true),
    column("sent", fields.sent, /sent|texted/i),
    plain("body", fields.body, defaults.body),
  ],
  make: ({ values, spreadsheet, sheet, zone }) => ({
    version: 1,
    id: slug(words.templates.sheetToText.title),
    title: words.templates.sheetToText.title,
    zone,
    trigger: {
      uses: "google-sheets.row-changed",
      connection: "front-desk",
      with: { spreadsheet, sheet, key: [values.key], watch: [values.status] },
      when: `${inRow(values.status)} = ${quoted(values.ready)}`,
    },
    subject: value(values.patient),
    steps: [
      {
        id: "clean",
        uses: "function.python",
        with: {
          input: { phone: value(values.phone), name: value(values.name) },
          code: [
            "def handle(event):",
            "    digits = ''.join(c for c in str(event['phone']) if c.isdigit())",
            "    print('Cleaned a number of', len(digits), 'digits')",
            "    return {'phone': '+1' + digits[-10:], 'name': str(event['name']).strip().title()}",
            "",
          ].join("\n"),
        },
      },
      {
        id: "text",
        uses: "twilio.send-sms",
        connection: "clinic-sms",
        ...(values.consent && { if: `${inRow(values.consent)} = true` }),
        message: { purpose: "ready", occurrence: value(values.key), expires: "PT4H" },
        with: { to: "{{ steps.clean.phone }}", body: `Hi {{ steps.clean.name }}, ${values.body ?? ""}` },
      },
      {
        id: "mark",
        uses: "google-sheets.update-row",
        connection: "front-desk",
        ...(values.consent && { if: `${inRow(values.consent)} = true` }),
        with: {
          spreadsheet,
          sheet,
          key: { [values.key ?? ""]: value(values.key) },
          values: { [values.sent ?? ""]: "{{ steps.text.status }}" },
        },
      },
    ],
  }),
};

const rowToMail: Template = {
  id: "row-to-mail",
  ...words.templates.rowToMail,
  uses: ["google-sheets.row-added", "email.send"],
  asksForSheet: true,
  parameters: [
    column("key", fields.key, /appointment id|^id$|visit id/i),
    plain("to", fields.to, defaults.to),
    plain("subject", fields.subject, defaults.newRow),
  ],
  make: ({ values, spreadsheet, sheet, zone }) => ({
    version: 1,
    id: slug(words.templates.rowToMail.title),
    title: words.templates.rowToMail.title,
    zone,
    trigger: {
      uses: "google-sheets.row-added",
      connection: "front-desk",
      with: { spreadsheet, sheet, key: [values.key] },
    },
    subject: value(values.key),
    steps: [
      {
        id: "mail",
        uses: "email.send",
        connection: "hospital-mail",
        message: { purpose: "new-row", occurrence: value(values.key) },
        with: { to: [values.to], subject: values.subject, text: `${defaults.newRow}: ${value(values.key)}` },
      },
    ],
  }),
};

const weeklyMail: Template = {
  id: "schedule-to-mail",
  ...words.templates.weeklyMail,
  uses: ["schedule.cron", "email.send"],
  asksForSheet: false,
  parameters: [
    plain("to", fields.to, defaults.to),
    plain("subject", fields.subject, defaults.reminder),
    plain("text", fields.mailText, defaults.reminderText),
  ],
  make: ({ values, zone }) => ({
    version: 1,
    id: slug(words.templates.weeklyMail.title),
    title: words.templates.weeklyMail.title,
    zone,
    trigger: { uses: "schedule.cron", with: { cron: "0 0 8 ? * MON-FRI" } },
    subject: values.to,
    steps: [
      {
        id: "mail",
        uses: "email.send",
        connection: "hospital-mail",
        message: { purpose: "reminder", occurrence: "{{ fire.at }}", expires: "PT8H" },
        with: { to: [values.to], subject: values.subject, text: values.text },
      },
    ],
  }),
};

const heartRate: Template = {
  id: "heart-rate",
  ...words.templates.heartRate,
  uses: ["webhook.received", "email.send"],
  asksForSheet: false,
  parameters: [
    plain("path", fields.path, "heart-rate"),
    plain("limit", fields.limit, "120"),
    plain("to", fields.to, defaults.nurse),
  ],
  make: ({ values, zone }) => ({
    version: 1,
    id: slug(words.templates.heartRate.title),
    title: words.templates.heartRate.title,
    zone,
    trigger: {
      uses: "webhook.received",
      with: { path: values.path, auth: "none", dedupe: "body.id" },
      when: `body.bpm > ${Number(values.limit) || 0}`,
    },
    subject: "{{ body.patient }}",
    steps: [
      {
        id: "mail",
        uses: "email.send",
        connection: "hospital-mail",
        message: { purpose: "high-reading", occurrence: "{{ $substring(body.at, 0, 13) }}" },
        with: { to: [values.to], subject: defaults.reading, text: defaults.readingText },
      },
    ],
  }),
};

export const templates: readonly Template[] = [sheetToText, rowToMail, weeklyMail, heartRate];
