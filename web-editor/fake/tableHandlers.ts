import { http, HttpResponse } from "msw";
import type { RowValues, Table, TableContent } from "../src/features/practice/api/tables";
import { problem } from "./problem.ts";

const url = "*/api/v1/practice/tables";

/** One table of the practice database, as far as a page needs it. */
export function tableHandlers() {
  const columns: Table["columns"] = [
    { name: "id", type: "text", key: true, nullable: false, required: true },
    { name: "status", type: "text", key: false, nullable: false, required: false },
    { name: "completed_at", type: "timestamp with time zone", key: false, nullable: true, required: false },
  ];
  let rows: RowValues[] = [
    { id: "P-3001", status: "planned", completed_at: null },
    { id: "P-3002", status: "started", completed_at: null },
  ];
  const table = (): Table => ({ name: "procedure", columns, total: rows.length });
  const content = (): TableContent => ({
    table: table(),
    rows: rows.map((row) => columns.map(({ name }) => row[name] ?? null)),
  });
  return [
    http.get(url, () => HttpResponse.json({ tables: [table()] })),
    http.get(`${url}/:table`, () => HttpResponse.json(content())),
    http.post(`${url}/:table/rows`, async ({ request }) => {
      const { values } = (await request.json()) as { values: RowValues };
      if (values.id == null) return problem(400, "row-refused", "null value in column “id”");
      rows = [...rows, { status: "planned", ...values }];
      return HttpResponse.json(content());
    }),
    http.put(`${url}/:table/rows`, async ({ request }) => {
      const { key, values } = (await request.json()) as { key: RowValues; values: RowValues };
      rows = rows.map((row) => (row.id === key.id ? { ...row, ...values } : row));
      return HttpResponse.json(content());
    }),
    http.delete(`${url}/:table/rows`, async ({ request }) => {
      const { key } = (await request.json()) as { key: RowValues };
      rows = rows.filter((row) => row.id !== key.id);
      return HttpResponse.json(content());
    }),
  ];
}
