package org.carelay.bench;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Prints figures as JSON lines while they come, and as a table at the end. */
public final class Report {
  private final PrintStream out;
  private final ObjectMapper json = new ObjectMapper();
  private final List<Figure> figures = new ArrayList<>();

  public Report(PrintStream out) {
    this.out = out;
  }

  public void add(Figure figure) {
    figures.add(figure);
    try {
      out.println(json.writeValueAsString(figure));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("A figure is always JSON.", e);
    }
  }

  /** Says what goes on, beside the figures. */
  public void progress(String sentence) {
    System.err.println(sentence);
  }

  public void table() {
    out.println();
    out.printf("%-22s %-38s %14s %-8s %s%n", "part", "figure", "value", "unit", "note");
    for (Figure figure : figures) {
      out.printf(
          Locale.ROOT,
          "%-22s %-38s %,14.2f %-8s %s%n",
          figure.part(),
          figure.name(),
          figure.value(),
          figure.unit(),
          figure.note() == null ? "" : figure.note());
    }
  }
}
