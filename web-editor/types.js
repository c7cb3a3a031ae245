/**
 * Makes the types of the API's calls from its published description, into a folder that Git does not keep.
 * They exist while types are checked only: nothing of them reaches a browser.
 */
import { mkdirSync, writeFileSync } from "node:fs";
import openapiTS, { astToString } from "openapi-typescript";
import ts from "typescript";

const unknown = ts.factory.createKeywordTypeNode(ts.SyntaxKind.UnknownKeyword);
const anyValue = (schema) => schema.type === "object" && !schema.properties && !schema.additionalProperties;

const types = await openapiTS(new URL("../runtime/server/openapi.yml", import.meta.url), {
  // A parameter with a default may be left out.
  defaultNonNullable: false,
  // The description of Java's Object says "object"; what comes is any JSON value.
  transform: (schema) => (anyValue(schema) && !schema.allOf ? unknown : undefined),
});
const folder = new URL("src/api/generated/", import.meta.url);
mkdirSync(folder, { recursive: true });
writeFileSync(new URL("openapi.d.ts", folder), `// Made by "npm run types".\n${astToString(types)}`);
