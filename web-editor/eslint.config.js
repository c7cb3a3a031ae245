import js from "@eslint/js";
import { createTypeScriptImportResolver } from "eslint-import-resolver-typescript";
import { importX } from "eslint-plugin-import-x";
import jsxA11y from "eslint-plugin-jsx-a11y";
import reactHooks from "eslint-plugin-react-hooks";
import { defineConfig } from "eslint/config";
import { readdirSync } from "node:fs";
import tseslint from "typescript-eslint";

/** Imports run one way: app -> pages -> features -> ui -> (api, recipe, text). A feature knows no other feature. */
const layers = ["app", "pages", "features", "ui", "api", "recipe", "text"];
const upwards = layers.flatMap((layer, index) =>
  layers.slice(0, index).map((higher) => ({
    target: `./src/${layer}`,
    from: `./src/${higher}`,
    message: `src/${layer} may not know src/${higher}: imports run one way.`,
  })),
);
const acrossFeatures = readdirSync(new URL("./src/features", import.meta.url)).map((feature) => ({
  target: `./src/features/${feature}`,
  from: "./src/features",
  except: [`./${feature}`],
  message: "A feature knows no other feature; put them together in src/pages.",
}));
const shownAttributes = "/^(label|title|placeholder|description|aria-label|alt)$/";

export default defineConfig(
  { ignores: ["dist", "target", "node_modules", "e2e-results", "src/api/generated"] },
  js.configs.recommended,
  ...tseslint.configs.strictTypeChecked,
  ...tseslint.configs.stylisticTypeChecked,
  reactHooks.configs.flat["recommended-latest"],
  jsxA11y.flatConfigs.strict,
  {
    languageOptions: {
      parserOptions: { projectService: { allowDefaultProject: ["eslint.config.js", ".size-limit.js", "types.js"] } },
    },
    plugins: { "import-x": importX },
    settings: { "import-x/resolver-next": [createTypeScriptImportResolver({ project: "./tsconfig.json" })] },
    rules: {
      "max-lines": ["error", { max: 250 }],
      "import-x/no-restricted-paths": ["error", { zones: [...upwards, ...acrossFeatures] }],
      "import-x/no-cycle": "error",
      "@typescript-eslint/no-confusing-void-expression": ["error", { ignoreArrowShorthand: true }],
      "@typescript-eslint/restrict-template-expressions": ["error", { allowNumber: true }],
      "@typescript-eslint/switch-exhaustiveness-check": ["error", { considerDefaultExhaustiveForUnions: true }],
      "@typescript-eslint/no-unused-vars": ["error", { ignoreRestSiblings: true, varsIgnorePattern: "^_$" }],
    },
  },
  {
    files: ["src/**/*.tsx"],
    ignores: ["src/**/*.test.tsx"],
    rules: {
      "no-restricted-syntax": [
        "error",
        { selector: "JSXText[value=/[A-Za-z]{2,}/]", message: "Words that people read belong in src/text." },
        {
          selector: `JSXAttribute[name.name=${shownAttributes}] > Literal[value=/[A-Za-z]{2,}/]`,
          message: "Words that people read belong in src/text.",
        },
      ],
    },
  },
  {
    // A test that finds nothing fails by itself; checking for it again says no more.
    files: ["src/**/*.test.{ts,tsx}", "e2e/**", "fake/**"],
    rules: { "@typescript-eslint/no-non-null-assertion": "off" },
  },
  { files: ["*.js"], ...tseslint.configs.disableTypeChecked, languageOptions: { globals: { URL: "readonly" } } },
);
