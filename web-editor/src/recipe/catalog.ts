/** The part of JSON Schema 2020-12 that connectors' records become. */
export interface Schema {
  type?: "object" | "array" | "string" | "number" | "integer" | "boolean";
  title?: string;
  description?: string;
  format?: string;
  enum?: string[];
  default?: unknown;
  examples?: unknown[];
  properties?: Record<string, Schema>;
  required?: string[];
  additionalProperties?: boolean | Schema;
  items?: Schema;
  anyOf?: Schema[];
  "x-widget"?: string;
  /** What a connection can offer for it: its spreadsheets, sheets, columns or tables. */
  "x-choices"?: string;
  "x-verbatim"?: boolean;
  "x-sensitivity"?: string;
}

export interface About {
  id: string;
  title: string;
  help: string;
}

export interface TriggerKind extends About {
  kind: "polling" | "http" | "manual" | "page";
  /** True where a recipe can begin with what is there already. */
  existing?: boolean;
  input: Schema;
  /** The names an event puts in scope. */
  event: Schema;
}

export interface ActionKind extends About {
  effect: string;
  input: Schema;
  output: Schema;
}

export interface ConnectorKind extends About {
  needsConnection: boolean;
  takesConnection: boolean;
  settings: Schema;
  triggers: TriggerKind[];
  actions: ActionKind[];
}

export interface Catalog {
  connectors: ConnectorKind[];
}

export interface Found<K> {
  connector: ConnectorKind;
  kind: K;
}

export function findTrigger(catalog: Catalog | undefined, uses: unknown): Found<TriggerKind> | undefined {
  return find(catalog, (connector) => connector.triggers, uses);
}

export function findAction(catalog: Catalog | undefined, uses: unknown): Found<ActionKind> | undefined {
  return find(catalog, (connector) => connector.actions, uses);
}

function find<K extends About>(
  catalog: Catalog | undefined,
  kinds: (connector: ConnectorKind) => K[],
  uses: unknown,
): Found<K> | undefined {
  for (const connector of catalog?.connectors ?? []) {
    const kind = kinds(connector).find(({ id }) => id === uses);
    if (kind !== undefined) return { connector, kind };
  }
  return undefined;
}
