import { HttpResponse } from "msw";

export function problem(status: number, code: string, detail: string) {
  return HttpResponse.json(
    { type: `urn:carelay:${code}`, title: detail, detail, status, code },
    { status, headers: { "Content-Type": "application/problem+json" } },
  );
}
