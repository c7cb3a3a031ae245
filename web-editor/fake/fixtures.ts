import type { Connection } from "../src/api/listConnections";
import type { AttentionItem } from "../src/features/attention/api/listAttention";
import type { Mail } from "../src/features/practice/api/getMailbox";
import type { Cell, Sheet } from "../src/features/practice/api/sheet";

export function cell(text: string): Cell {
  const number = Number(text);
  if (text === "TRUE" || text === "FALSE") return { value: text === "TRUE", text };
  return { value: text !== "" && !Number.isNaN(number) ? number : text, text };
}

/** Made-up people on numbers reserved for fiction. */
export function firstSheet(): Sheet {
  const rows = [
    ["Appointment ID", "MRN", "First name", "Mobile", "Starts", "Consent", "Status", "Sent"],
    ["A-1001", "MRN-204", "ana", "(555) 555-0123", "11/23/2026 9:00", "TRUE", "Booked", ""],
    ["A-1002", "MRN-310", "Ben", "555 555 0134", "11/23/2026 9:20", "TRUE", "Booked", ""],
    ["A-1003", "MRN-118", "Chloe", "555.555.0145", "11/23/2026 9:40", "TRUE", "Checked in", ""],
    ["A-1004", "MRN-422", "Dev", "555-555-0156", "11/23/2026 10:00", "FALSE", "Booked", ""],
    ["A-1005", "MRN-093", "Elif", "5555550167", "11/23/2026 10:20", "TRUE", "Booked", ""],
  ];
  return {
    id: "practice-sheet",
    title: "Elm Clinic",
    sheet: "Appointments",
    timeZone: "America/New_York",
    revision: 1,
    rows: rows.map((row) => row.map(cell)),
  };
}

export function mails(): Mail[] {
  return [
    {
      id: "mail-1",
      from: "clinic@example.org",
      to: ["charge.nurse@example.org"],
      subject: "A reading needs review",
      at: "2026-11-22T08:30:00Z",
      text: "Open the monitoring list.",
      html: "<h1>A reading needs review</h1><p>Open the <b>monitoring list</b>.</p>",
      attachments: [{ name: "readings.csv", contentType: "text/csv", bytes: 2048 }],
    },
  ];
}

export function attentionItems(): AttentionItem[] {
  return [
    {
      id: "att-1",
      kind: "unknown",
      recipe: "ready-row-to-text",
      run: "run-0",
      subject: "004210",
      message: "The text about A-0997 may have gone out: the provider broke the connection before it answered.",
      since: "2026-11-22T07:45:00Z",
      decisions: ["done", "send", "drop"],
      notes: [],
    },
    {
      id: "att-2",
      kind: "bad-address",
      recipe: "ready-row-to-text",
      message: "Row A-0998: “555-01” is not a complete phone number.",
      since: "2026-11-22T08:12:00Z",
      decisions: ["done"],
      notes: [],
    },
  ];
}

export const readyRow: Record<string, unknown> = {
  version: 1,
  id: "ready-row-to-text",
  title: "Text the patient when the row is Ready",
  zone: "America/New_York",
  trigger: {
    uses: "google-sheets.row-changed",
    connection: "front-desk",
    with: { spreadsheet: "practice-sheet", sheet: "Appointments", key: ["Appointment ID"], watch: ["Status"] },
    when: "row.Status = 'Ready'",
  },
  subject: "{{ row.MRN }}",
  steps: [
    {
      id: "clean",
      uses: "function.python",
      with: {
        input: { phone: "{{ row.Mobile }}", name: "{{ row.`First name` }}" },
        code: "def handle(event):\n    digits = ''.join(c for c in str(event['phone']) if c.isdigit())\n    return {'phone': '+1' + digits[-10:], 'name': event['name'].strip().title()}\n",
      },
    },
    {
      id: "text",
      uses: "twilio.send-sms",
      connection: "clinic-sms",
      if: "row.Consent = true",
      message: { purpose: "ready", occurrence: "{{ row.`Appointment ID` }}", expires: "PT4H" },
      with: {
        to: "{{ steps.clean.phone }}",
        body: "Hi {{ steps.clean.name }}, Elm Clinic is ready for you. Call 555-0100 with questions.",
      },
    },
    {
      id: "mark",
      uses: "google-sheets.update-row",
      connection: "front-desk",
      with: {
        spreadsheet: "practice-sheet",
        sheet: "Appointments",
        key: { "Appointment ID": "{{ row.`Appointment ID` }}" },
        values: { Sent: "{{ steps.text.status }}" },
      },
    },
  ],
};

export function connection(id: string, connector: string, settings: Record<string, unknown>): Connection {
  return { id, connector, version: 1, updatedAt: "2026-11-20T10:00:00Z", settings };
}
