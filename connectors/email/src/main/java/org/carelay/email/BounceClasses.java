package org.carelay.email;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import org.carelay.connector.Callback.Trouble;
import org.jspecify.annotations.Nullable;

/** What a bounce means and what to do about it, by the table {@code bounces.json}. */
@JsonIgnoreProperties("about")
record BounceClasses(List<ByStatus> classes) {
  private static final BounceClasses TABLE = read();

  /** The beginnings of statuses that mean the same. */
  record ByStatus(List<String> status, String kind, String advice) {}

  static Trouble of(@Nullable String status) {
    var wanted = status == null ? "" : status;
    var longest = "";
    var found = TABLE.classes.getLast();
    for (var row : TABLE.classes) {
      for (var beginning : row.status) {
        if (beginning.length() > longest.length() && fits(wanted, beginning)) {
          longest = beginning;
          found = row;
        }
      }
    }
    return new Trouble(found.kind, found.advice);
  }

  private static boolean fits(String status, String beginning) {
    return status.equals(beginning) || status.startsWith(beginning + ".");
  }

  private static BounceClasses read() {
    try (var file = BounceClasses.class.getResourceAsStream("bounces.json")) {
      return new ObjectMapper().readValue(file, BounceClasses.class);
    } catch (IOException e) {
      throw new UncheckedIOException("bounces.json cannot be read", e);
    }
  }
}
