package org.carelay.workers;

/** The launcher of each language. */
record Launchers(Launcher python, Launcher javaScript, Launcher java) {
  Launcher of(Language language) {
    return switch (language) {
      case PYTHON -> python;
      case JAVASCRIPT -> javaScript;
      case JAVA -> java;
    };
  }
}
