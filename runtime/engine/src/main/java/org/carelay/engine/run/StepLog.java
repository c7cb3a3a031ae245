package org.carelay.engine.run;

import java.util.ArrayList;
import java.util.List;

/** The lines a step printed, cut where they become too many. */
final class StepLog {
  private static final int MAX_CHARACTERS = 32_768;

  private final List<String> lines = new ArrayList<>();
  private int characters;
  private boolean cut;

  synchronized void add(String line) {
    if (cut) {
      return;
    }
    if (characters + line.length() > MAX_CHARACTERS) {
      lines.add(line.substring(0, MAX_CHARACTERS - characters));
      lines.add("(log cut after " + MAX_CHARACTERS + " characters)");
      cut = true;
      return;
    }
    characters += line.length();
    lines.add(line);
  }

  synchronized List<String> lines() {
    return List.copyOf(lines);
  }
}
