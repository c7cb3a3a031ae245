import type { Schema } from "../src/recipe/catalog";
import { duration, record, string } from "./schemas.ts";

/** What a connection of each connector is set up with. */
export const settings: Record<string, Schema> = {
  "google-sheets": record(
    {
      serviceAccountKey: {
        title: "Service account key",
        description: "The JSON key file's content.",
        "x-sensitivity": "secret",
      },
      rootUrl: string("Address", { format: "uri", default: "https://sheets.googleapis.com/" }),
      pollInterval: duration("Look every", { default: "PT5S" }),
    },
    "rootUrl",
    "pollInterval",
  ),
  twilio: record(
    {
      accountSid: string("Account SID", { description: "On the first page of Twilio's console; it begins with AC." }),
      authToken: string("Auth token", { "x-sensitivity": "secret" }),
      from: string("Number to send from", { examples: ["+15555550100"] }),
      baseUrl: string("Address of the service", { format: "uri", default: "https://api.twilio.com" }),
    },
    "from",
    "baseUrl",
  ),
  email: record(
    {
      host: string("Host"),
      port: { title: "Port", type: "integer", default: 587 },
      security: string("Security", { enum: ["starttls", "tls", "none"], default: "starttls" }),
      username: string("User name"),
      password: string("Password", { "x-sensitivity": "secret" }),
      from: string("From", { examples: ["clinic@example.org"] }),
    },
    "port",
    "security",
    "username",
    "password",
  ),
  database: record(
    {
      url: string("JDBC URL"),
      username: string("User name"),
      password: string("Password", { "x-sensitivity": "secret" }),
    },
    "username",
    "password",
  ),
};
