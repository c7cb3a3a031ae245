import type { Catalog } from "../src/recipe/catalog";
import recorded from "./catalog.json" with { type: "json" };

/** What a runtime answered to GET /api/v1/catalog. */
export const catalog = recorded as unknown as Catalog;
