package org.carelay.recipe;

import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;

/** Prints microseconds per rendered and bound input; run by hand, no part of the tests. */
final class BindingBenchmark {
  private BindingBenchmark() {}

  public static void main(String[] args) throws BindingException {
    var row =
        Map.<String, Object>of("id", 7, "name", "Ana", "bpm", 140, "at", "2026-11-22T09:00:00Z");
    var scope = new Scope(Map.of("body", row), Instant.EPOCH, ZoneId.of("UTC"));
    var template =
        InputTemplate.compile(
            Map.of(
                "table", "reading",
                "values",
                    Map.of("id", "{{ body.id }}", "bpm", "{{ body.bpm }}", "at", "{{ body.at }}"),
                "key", List.of("id")),
            TestConnectors.Insert.class);
    for (int round = 0; round < 4; round++) {
      int times = 500_000;
      long start = System.nanoTime();
      for (int i = 0; i < times; i++) {
        template.render(scope);
      }
      long rendered = System.nanoTime();
      var json = template.render(scope);
      for (int i = 0; i < times; i++) {
        Binder.bind(json, TestConnectors.Insert.class);
      }
      System.out.printf(
          "render %.2f us, bind %.2f us%n",
          (rendered - start) / 1000.0 / times, (System.nanoTime() - rendered) / 1000.0 / times);
    }
  }
}
