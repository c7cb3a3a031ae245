package org.carelay.sheets;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * How long it takes to compare a sheet of 10,000 rows and 20 columns with what is remembered of it,
 * and how much is remembered. Prints one line of JSON for each case; nothing is read from Google.
 */
public final class DiffBenchmark {
  private static final int ROWS = 10_000;
  private static final int COLUMNS = 20;
  private static final int WARM_UPS = 10;
  private static final int RUNS = 11;

  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  private DiffBenchmark() {}

  /**
   * @param remembered stored between two looks
   * @param allocated on the heap during one look, most of it free again at once
   */
  public record Bytes(long remembered, long allocated) {}

  /** One case and its result. */
  public record Figure(
      String name, int rows, int columns, double medianMillis, Bytes bytes, int events) {
    /** As one line of JSON. */
    public String json() {
      return "{\"benchmark\":\"sheet-diff\",\"case\":\"%s\",\"rows\":%d,\"columns\":%d,\"medianMillis\":%.1f,\"rememberedBytes\":%d,\"allocatedBytes\":%d,\"events\":%d}"
          .formatted(
              name, rows, columns, medianMillis, bytes.remembered(), bytes.allocated(), events);
    }
  }

  /** Runs all cases; about ten seconds. */
  public static void main(String[] arguments) {
    run().forEach(figure -> System.out.println(figure.json()));
  }

  /** Runs all cases: with and without a key, nothing changed, ten rows edited, all rows sorted. */
  public static List<Figure> run() {
    var figures = new ArrayList<Figure>();
    for (var keyed : List.of(true, false)) {
      var names = keyed ? "by key" : "by content";
      var following =
          new Following(
              new Following.Place("benchmark", "Rows", 1),
              keyed ? List.of("Column 0") : List.of(),
              null,
              List.of(),
              Duration.ZERO,
              false);
      var rows = rows();
      var stored = new HashMap<String, String>();
      look(following, rows, stored);
      figures.add(measure(names + ", nothing changed", following, rows, stored));
      var edited = new ArrayList<>(rows);
      for (var i = 1; i <= 10; i++) {
        var row = new ArrayList<>(rows.get(i * 900));
        row.set(7, "edited");
        edited.set(i * 900, row);
      }
      figures.add(measure(names + ", ten rows edited", following, edited, stored));
      var sorted = new ArrayList<>(rows.subList(1, rows.size()).reversed());
      sorted.addFirst(rows.getFirst());
      figures.add(measure(names + ", all rows moved", following, sorted, stored));
    }
    return figures;
  }

  private static Figure measure(
      String name, Following following, List<List<Object>> rows, Map<String, String> stored) {
    var times = new long[RUNS];
    var events = 0;
    var allocated = 0L;
    for (var i = -WARM_UPS; i < RUNS; i++) {
      var copy = new HashMap<>(stored);
      var before = THREADS.getCurrentThreadAllocatedBytes();
      var start = System.nanoTime();
      events = look(following, rows, copy);
      if (i >= 0) {
        times[i] = System.nanoTime() - start;
        allocated = THREADS.getCurrentThreadAllocatedBytes() - before;
      }
    }
    Arrays.sort(times);
    var remembered =
        stored.entrySet().stream()
            .mapToLong(e -> e.getKey().length() + e.getValue().length())
            .sum();
    return new Figure(
        name, ROWS, COLUMNS, times[RUNS / 2] / 1e6, new Bytes(remembered, allocated), events);
  }

  private static int look(
      Following following, List<List<Object>> rows, Map<String, String> stored) {
    var state = new FollowedState(stored, following);
    var seen = SheetDiff.look(following, Table.of(rows, 1), state, List.of(), Instant.EPOCH);
    seen.ready().forEach(ready -> state.keep(ready.id(), ready.settled()));
    for (var change : state.changes(seen.columns().storedNames(), seen.notices())) {
      if (change.value() == null) {
        stored.remove(change.key());
      } else {
        stored.put(change.key(), change.value());
      }
    }
    return seen.ready().size();
  }

  private static List<List<Object>> rows() {
    var rows = new ArrayList<List<Object>>();
    var header = new ArrayList<Object>();
    for (var c = 0; c < COLUMNS; c++) {
      header.add("Column " + c);
    }
    rows.add(header);
    for (var r = 0; r < ROWS; r++) {
      var row = new ArrayList<Object>();
      row.add("A-" + r);
      for (var c = 1; c < COLUMNS; c++) {
        row.add(
            switch (c % 4) {
              case 0 -> new BigDecimal(46_000 + r + "." + c);
              case 1 -> "Name " + r * 31 + " " + c;
              case 2 -> r % 3 == 0;
              default -> r % 2 == 0 ? "Waiting" : "";
            });
      }
      rows.add(row);
    }
    return rows;
  }
}
