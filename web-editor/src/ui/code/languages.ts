import { java } from "@codemirror/lang-java";
import { javascript } from "@codemirror/lang-javascript";
import { json } from "@codemirror/lang-json";
import { python } from "@codemirror/lang-python";
import { sql } from "@codemirror/lang-sql";
import type { Extension } from "@codemirror/state";

export type Language = "python" | "javascript" | "java" | "json" | "sql";

export function languageOf(language: Language): Extension {
  switch (language) {
    case "python":
      return python();
    case "javascript":
      return javascript();
    case "java":
      return java();
    case "json":
      return json();
    case "sql":
      return sql();
  }
}
