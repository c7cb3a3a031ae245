export const settings = {
  title: "Settings",
  delivery: "Delivery mode",
  deliveryHelp:
    "It is set where Carelay is started, with CARELAY_MODE, so that nobody lets messages out by a slip of the mouse. A copied database on another machine falls back to practice.",
  access: "Who you are",
  user: "Signed in as",
  accessHelp:
    "There is one access token for administrators, CARELAY_ADMIN_TOKEN. Without one, a practice clinic signs in everybody who opens it on this machine.",
  version: "Version",
  look: "Look",
  lookHelp: "Kept in this browser only.",
  colours: "Colours",
  auto: "As the device",
  light: "Light",
  dark: "Dark",
  size: "Size of text",
  normal: "Normal",
  larger: "Larger",
  largest: "Largest",
};
