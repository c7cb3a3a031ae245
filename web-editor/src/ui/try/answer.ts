import jsonata from "jsonata";
import type { Answer, Question } from "./evaluate";

/** What the expressions of a question give on its scope. */
export async function answer({ id, expressions, scope }: Question): Promise<Answer> {
  const results: Answer["results"] = [];
  for (const expression of expressions) results.push(await evaluate(expression, scope));
  return { id, results };
}

async function evaluate(expression: string, scope: unknown): Promise<Answer["results"][number]> {
  try {
    const value: unknown = await jsonata(expression).evaluate(scope);
    // JSONata's sequences are arrays with extra properties, which do not survive the way back.
    return value === undefined
      ? { state: "missing" }
      : { state: "value", value: JSON.parse(JSON.stringify(value)) as unknown };
  } catch (error) {
    const { code, message } = error as { code?: string; message?: string };
    // T1006: no such function here. The runtime has more of them than the page.
    return code === "T1006" || code === "T1005"
      ? { state: "later" }
      : { state: "error", message: message ?? String(error) };
  }
}
