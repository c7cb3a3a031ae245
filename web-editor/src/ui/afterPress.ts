let pressed = false;
let waiting: (() => void)[] = [];

/**
 * Does something at once, or where a mouse button or finger is down just as it is lifted: what moves the form between
 * press and release would let the click meet nothing. It is done before the click is told to anybody.
 */
export function afterPress(run: () => void): void {
  if (pressed) waiting.push(run);
  else run();
}

function press() {
  pressed = true;
}

function release() {
  pressed = false;
  const due = waiting;
  waiting = [];
  due.forEach((run) => run());
}

window.addEventListener("pointerdown", press, true);
window.addEventListener("pointerup", release, true);
window.addEventListener("pointercancel", release, true);
// Lifted outside of the window, or over a menu of the browser's own: the next key or move without a button says so.
window.addEventListener("keydown", release, true);
window.addEventListener("pointermove", ({ buttons }) => pressed && buttons === 0 && release(), true);
