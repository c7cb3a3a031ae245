import "@testing-library/jest-dom/vitest";
import { cleanup, configure } from "@testing-library/react";
import { afterEach } from "vitest";

afterEach(cleanup);

// happy-dom has no layout; Mantine asks for these when it opens menus.
window.HTMLElement.prototype.scrollIntoView = () => undefined;
// Growing text areas measure again when fonts have loaded.
Object.defineProperty(document, "fonts", { value: new EventTarget() });

configure({ asyncUtilTimeout: 15_000 });
