package org.carelay.recipe;

import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;

/** Prints microseconds per evaluation; run by hand, no part of the tests. */
final class ExpressionBenchmark {
  private ExpressionBenchmark() {}

  public static void main(String[] args) {
    var row =
        Map.<String, Object>of("Status", "Ready", "Consent", true, "Mobile", "2025550123", "n", 4);
    var scope =
        new Scope(
            Map.of("row", row, "steps", Map.of("clean", Map.of("phone", "+12025550123"))),
            Instant.EPOCH,
            ZoneId.of("UTC"));
    for (var text :
        List.of(
            "steps.clean.phone",
            "row.Status = 'Ready'",
            "row.Status = 'Ready' and row.Consent = true",
            "{'a': row.Mobile, 'b': row.n + 1}",
            "$formatDate(now, 'EEE d MMM, h:mm a')")) {
      var expression = Expression.compile(text);
      for (int round = 0; round < 4; round++) {
        long start = System.nanoTime();
        int times = 300_000;
        for (int i = 0; i < times; i++) {
          expression.value(scope);
        }
        if (round == 3) {
          System.out.printf("%6.2f us  %s%n", (System.nanoTime() - start) / 1000.0 / times, text);
        }
      }
    }
    long start = System.nanoTime();
    for (int i = 0; i < 20_000; i++) {
      Expression.compile("row.Status = 'Ready' and row.n > 5");
    }
    System.out.printf("%6.2f us  compile%n", (System.nanoTime() - start) / 1000.0 / 20_000);
    start = System.nanoTime();
    for (int i = 0; i < 20_000; i++) {
      new Scope(
          Map.of("row", row, "event", Map.of(), "run", Map.of()), Instant.EPOCH, ZoneId.of("UTC"));
    }
    System.out.printf("%6.2f us  scope%n", (System.nanoTime() - start) / 1000.0 / 20_000);
  }
}
