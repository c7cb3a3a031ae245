/// <reference types="vitest/config" />
import { fileURLToPath, URL } from "node:url";
import react from "@vitejs/plugin-react";
import { defineConfig } from "vite";

// The host stays as the browser knows it: the runtime refuses changes that other sites' pages ask for.
const runtime = { target: process.env.CARELAY_URL ?? "http://127.0.0.1:8080", changeOrigin: false };

export default defineConfig(async ({ mode }) => ({
  plugins: [react(), ...(mode === "fake" ? [(await import("./fake/vitePlugin.ts")).fakeRuntime()] : [])],
  resolve: { alias: { "@": fileURLToPath(new URL("./src", import.meta.url)) } },
  server: {
    host: "127.0.0.1",
    proxy: mode === "fake" ? {} : { "/api": runtime, "/health": runtime, "/forms": runtime },
  },
  preview: { host: "127.0.0.1" },
  build: {
    target: "es2023",
    // These know light-dark(), which must not be rewritten: Mantine sets color-scheme itself.
    cssTarget: ["chrome123", "firefox120", "safari17.5"],
    // The Content-Security-Policy allows no data: addresses.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    manifest: true,
    chunkSizeWarningLimit: 700,
  },
  test: {
    environment: "happy-dom",
    include: ["src/**/*.test.{ts,tsx}"],
    setupFiles: ["./src/testing/setup.ts"],
    css: false,
    restoreMocks: true,
    // For machines that do something else at the same time; a test waits for what it shows, not for the clock.
    testTimeout: 60_000,
  },
}));
