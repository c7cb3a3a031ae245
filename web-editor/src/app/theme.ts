import { createTheme, type CSSVariablesResolver } from "@mantine/core";
import { text } from "@/text";

export const theme = createTheme({
  primaryColor: "carelay",
  // White on shade 8 and on shade 7 pass 4.5:1; Mantine's own defaults do not.
  primaryShade: { light: 8, dark: 7 },
  autoContrast: true,
  defaultRadius: "md",
  cursorType: "pointer",
  respectReducedMotion: true,
  fontFamily: 'system-ui, -apple-system, "Segoe UI", Roboto, "Liberation Sans", "Noto Sans", sans-serif',
  fontFamilyMonospace: 'ui-monospace, "SF Mono", "Cascadia Code", Menlo, "Liberation Mono", monospace',
  components: {
    Modal: {
      defaultProps: {
        closeButtonProps: { "aria-label": text.common.close },
        // Its header is a <header>, which would be a second banner of the page.
        attributes: { header: { role: "presentation" } },
      },
    },
    // A menu that fades away stays in front of what is below it and can be pressed a second time.
    Menu: { defaultProps: { transitionProps: { duration: 0 } } },
  },
  headings: { fontWeight: "650" },
  colors: {
    carelay: [
      "#e6f7f6",
      "#d0ecea",
      "#a2d9d5",
      "#70c5bf",
      "#4bb5ad",
      "#2f9f98",
      "#198a83",
      "#0d7670",
      "#0b6561",
      "#06514e",
    ],
  },
});

export const cssVariables: CSSVariablesResolver = () => ({
  variables: {},
  light: {
    "--mantine-color-dimmed": "#495057",
    "--mantine-color-error": "#c92a2a",
    // The ink of light alerts; Mantine's own is 3.4:1 for orange.
    "--mantine-color-orange-light-color": "#8a3b00",
    "--mantine-color-red-light-color": "#a61e1e",
    "--mantine-color-blue-light-color": "#0b4f8a",
  },
  dark: {
    "--mantine-color-dimmed": "#b0b5ba",
    "--mantine-color-error": "#ff8787",
  },
});
