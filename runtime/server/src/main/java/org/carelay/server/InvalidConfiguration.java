package org.carelay.server;

import java.util.List;

/** The configuration cannot be used; every problem is a sentence that says what to do. */
public final class InvalidConfiguration extends Exception {
  private final List<String> problems;

  public InvalidConfiguration(List<String> problems) {
    super(String.join("\n", problems));
    this.problems = List.copyOf(problems);
  }

  public List<String> problems() {
    return problems;
  }
}
