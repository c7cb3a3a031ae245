package org.carelay.sheets;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import org.carelay.connector.ConnectorException;
import org.carelay.connector.TriggerEvent;
import org.carelay.connector.testkit.ManualClock;
import org.carelay.practice.google.CallKind;
import org.carelay.practice.google.NewSpreadsheet;
import org.carelay.practice.google.PracticeSheet;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A person edits, sorts and moves rows while recipes write into them, answers get lost and polls
 * are not committed. Every row is told once, and every row is written, and no other.
 */
class BusyClinicTest {
  private static final int ROWS = 120;
  private static final String ID = "busy";
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  @TempDir Path folder;
  private PracticeClinic clinic;
  private PracticeSheet sheet;

  /** A person is busy, but not faster than two edits for each poll. */
  private final Semaphore edits = new Semaphore(0);

  /** Writing takes real time, so settling has to. */
  private final Instant began = Instant.now();

  @BeforeEach
  void start() throws IOException {
    clinic = new PracticeClinic(folder);
    var rows = new ArrayList<List<String>>();
    rows.add(List.of("ID", "Status", "Sent"));
    for (var i = 0; i < ROWS; i++) {
      rows.add(List.of("A-" + i, "Waiting", ""));
    }
    sheet = clinic.google.create(NewSpreadsheet.of(ID, "Rows", rows));
  }

  @AfterEach
  void stop() {
    clinic.close();
  }

  @Test
  void every_row_is_told_once_and_written_once() throws Exception {
    var input = new RowChanged.Input(ID, "Rows", List.of("ID"), null, null, null, null);
    clinic.driver.subscribe("recipe", new RowChanged(), input);
    clinic.poll();
    var threads = Executors.newVirtualThreadPerTaskExecutor();
    try {
      var person = threads.submit(this::edit);
      work(threads, person);
    } finally {
      threads.shutdownNow();
    }
    for (var i = 0; i < 10; i++) {
      clinic.clock.advance(Duration.ofSeconds(10));
      assertThat(clinic.events()).as("what we wrote ourselves").isEmpty();
    }
    assertThat(sent())
        .hasSize(ROWS)
        .allSatisfy((id, text) -> assertThat(text).isEqualTo("queued " + id));
  }

  /** Polls and writes, as the engine does, until the person is done and all is written. */
  private void work(ExecutorService threads, Future<?> person) throws Exception {
    var told = new HashSet<String>();
    var keys = new HashSet<String>();
    var writes = new ArrayList<Future<?>>();
    var random = new Random(7);
    var until = Instant.now().plus(PATIENCE);
    while (told.size() < ROWS || !person.isDone()) {
      assertThat(Instant.now()).as("only %d rows were told of", told.size()).isBefore(until);
      disturb(random);
      for (var event : poll()) {
        assertThat(event.data()).containsEntry("changed", List.of("Status"));
        assertThat(keys.add(event.key())).isTrue();
        var id = String.valueOf(PracticeClinic.row(event).get("ID"));
        assertThat(told.add(id)).as("%s is told of for the first time", id).isTrue();
        writes.add(threads.submit(() -> write(id)));
      }
    }
    person.get();
    for (var write : writes) {
      write.get();
    }
  }

  private void disturb(Random random) throws InterruptedException {
    switch (random.nextInt(6)) {
      case 0 -> clinic.google.faults().breakAfterApplying(CallKind.SHEETS_WRITE, 1);
      case 1 -> clinic.google.faults().answerAfterApplying(CallKind.SHEETS_WRITE, 1, 500);
      case 2 -> clinic.google.faults().answerNext(CallKind.SHEETS_READ, 1, 503);
      case 3 -> {
        try {
          clinic.driver.pollAndCrash();
        } catch (ConnectorException busy) {
          assertThat(busy).isInstanceOf(ConnectorException.Retryable.class);
        }
      }
      default -> {} // a good moment
    }
  }

  private List<TriggerEvent> poll() throws ConnectorException, InterruptedException {
    edits.release(2);
    clinic.clock.set(ManualClock.START.plus(Duration.between(began, Instant.now())));
    try {
      return clinic.events();
    } catch (ConnectorException.Retryable busy) {
      return List.of();
    }
  }

  private UpdateRow.Output write(String id) throws ConnectorException, InterruptedException {
    var input =
        new UpdateRow.Input(ID, "Rows", Map.of("ID", id), Map.of("Sent", "queued " + id), null);
    var context = clinic.context();
    while (true) {
      try {
        return new UpdateRow().perform(clinic.client, input, context.at(clinic.clock));
      } catch (ConnectorException.OutcomeUnknown | ConnectorException.Retryable again) {
        continue; // as the engine does with what may be repeated
      }
    }
  }

  private @Nullable Void edit() throws InterruptedException {
    var random = new Random(42);
    var waiting = new ArrayList<Integer>();
    for (var i = 0; i < ROWS; i++) {
      waiting.add(i);
    }
    while (!waiting.isEmpty()) {
      edits.acquire();
      switch (random.nextInt(4)) {
        case 0 -> sheet.sort(random.nextInt(3), random.nextBoolean());
        case 1 -> sheet.moveRow(1 + random.nextInt(ROWS), 1 + random.nextInt(ROWS));
        default -> {
          var id = "A-" + waiting.remove(random.nextInt(waiting.size()));
          sheet.edit(rowOf(id), 1, "Ready");
        }
      }
    }
    return null;
  }

  private int rowOf(String id) {
    var rows = sheet.read().rows();
    for (var i = 1; i < rows.size(); i++) {
      if (!rows.get(i).isEmpty() && rows.get(i).getFirst().text().equals(id)) {
        return i;
      }
    }
    throw new AssertionError("Row " + id + " is gone");
  }

  private Map<String, String> sent() {
    var result = new TreeMap<String, String>();
    for (var row : sheet.read().rows().stream().skip(1).toList()) {
      if (row.stream().anyMatch(cell -> !cell.text().isEmpty())) {
        assertThat(row).hasSize(3);
        result.put(row.get(0).text(), row.get(2).text());
      }
    }
    return result;
  }
}
