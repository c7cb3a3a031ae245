package org.carelay.file;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.carelay.connector.testkit.FakeActionContext.aContext;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.carelay.connector.ConnectorException.AuthenticationFailed;
import org.carelay.connector.ConnectorException.Retryable;
import org.carelay.connector.PollingTrigger;
import org.carelay.connector.TriggerEvent;
import org.carelay.connector.testkit.FakeActionContext;
import org.carelay.connector.testkit.InMemoryFiles;
import org.carelay.connector.testkit.InMemoryMemory;
import org.carelay.connector.testkit.ManualClock;
import org.carelay.connector.testkit.PollingDriver;
import org.carelay.connector.testkit.PollingTriggerContract;
import org.carelay.recipe.Binder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** A bucket in place of a folder. */
class BucketTest {
  private final ManualClock clock = new ManualClock();
  private TestStorage storage;
  private Folder folder;

  @BeforeEach
  void start() throws Exception {
    storage = new TestStorage(clock);
    folder = folder(storage.settings("inbox/"), "done");
  }

  @AfterEach
  void stop() {
    folder.close();
    storage.close();
  }

  private static Folder folder(
      BucketSettings bucket, @org.jspecify.annotations.Nullable String done) {
    return new Folder(
        new FileSettings(null, done, Duration.ofSeconds(5), Duration.ofSeconds(5), null, bucket),
        new InMemoryMemory());
  }

  /** As with a folder. */
  @Nested
  class Contract extends PollingTriggerContract<Folder, FileArrived.Input> {
    private int count;

    @Override
    protected PollingTrigger<Folder, FileArrived.Input> trigger() {
      return new FileArrived();
    }

    @Override
    protected Folder client() {
      storage.put("inbox/early.csv", "id,name\n0,early\n");
      return folder;
    }

    @Override
    protected FileArrived.Input input() throws Exception {
      return Lab.arrived(Map.of("files", "*.csv", "per", "row"));
    }

    @Override
    protected void change() {
      count++;
      storage.put("inbox/list-" + count + ".csv", "id,name\n" + count + ",Avery\n");
    }

    @Override
    protected void nothingOfInterest() {
      count++;
      storage.put("inbox/list.csv.part", "id,name\n" + count);
      storage.put("inbox/deeper/list.csv", "id,name\n" + count);
      storage.put("outbox/list.csv", "id,name\n" + count);
      clock.advance(Duration.ofMinutes(1));
    }

    @Override
    protected void settle() {
      clock.advance(Duration.ofSeconds(10));
    }

    @Override
    protected Clock clock() {
      return clock;
    }

    @Override
    protected Optional<Folder> unreachable() {
      return Optional.of(folder(storage.settings("inbox/", "wrong"), null));
    }
  }

  private List<String> heard(PollingDriver<Folder> driver) throws Exception {
    var heard = new ArrayList<TriggerEvent>();
    for (var round = 0; round < 6; round++) {
      driver.poll().findings().forEach(finding -> heard.addAll(finding.events()));
      clock.advance(Duration.ofSeconds(6));
    }
    return heard.stream()
        .map(event -> event.data().get("row") instanceof Map<?, ?> row ? "" + row.get("id") : "")
        .toList();
  }

  private PollingDriver<Folder> listening() throws Exception {
    var driver = new PollingDriver<>(new FolderPoller(), folder, clock, new InMemoryMemory());
    driver.subscribe("r", new FileArrived(), Lab.arrived(Map.of("files", "*.csv", "per", "row")));
    driver.poll();
    return driver;
  }

  @Test
  void rows_of_many_files_come_once_and_files_are_put_aside() throws Exception {
    var driver = listening();
    for (var number = 1; number <= 5; number++) {
      storage.put("inbox/list-" + number + ".csv", "id,name\n" + number + ",Avery\n");
    }
    storage.put("inbox/done/list-1.csv", "older");
    assertThat(heard(driver)).containsExactlyInAnyOrder("1", "2", "3", "4", "5");
    assertThat(heard(driver)).isEmpty();
    assertThat(storage.objects.keySet())
        .contains("inbox/done/list-1 (2).csv", "inbox/done/list-2.csv")
        .doesNotContain("inbox/list-1.csv");
  }

  @Test
  void a_file_that_is_replaced_within_the_same_second_is_another_one() throws Exception {
    folder.close();
    folder = folder(storage.settings("inbox/"), null);
    var driver = listening();
    storage.put("inbox/list.csv", "id,name\n1,A\n");
    assertThat(heard(driver)).containsExactly("1");
    var before = Objects.requireNonNull(storage.objects.get("inbox/list.csv"));
    storage.objects.put(
        "inbox/list.csv",
        new TestStorage.Stored("id,name\n2,A\n".getBytes(UTF_8), before.modified(), null));
    assertThat(heard(driver)).containsExactly("2");
  }

  private void write(String name, FakeActionContext context) throws Exception {
    var with = Map.<String, Object>of("name", name, "rows", List.of(Map.of("id", "7")));
    new WriteCsv().perform(folder, Binder.bind(with, WriteCsv.Input.class), context);
  }

  @Test
  void reports_are_written_once_and_never_over_somebody_elses_file() throws Exception {
    var driver = listening();
    storage.put("inbox/report.csv", "theirs");
    var context = aContext().keeping(new InMemoryFiles());
    write("report", context);
    write("report", context.again());
    write("report", aContext().keeping(new InMemoryFiles()));
    assertThat(storage.objects.keySet())
        .containsExactly("inbox/report (2).csv", "inbox/report (3).csv", "inbox/report.csv");
    var theirs = Objects.requireNonNull(storage.objects.get("inbox/report.csv"));
    assertThat(new String(theirs.content(), UTF_8)).isEqualTo("theirs");
    storage.objects.remove("inbox/report.csv");
    assertThat(heard(driver)).as("what we write starts nothing").isEmpty();
  }

  @Test
  void what_is_wrong_is_told_by_kind_without_secrets() throws Exception {
    var refused = folder(storage.settings("inbox/", "wrong-secret"), null);
    assertThatThrownBy(refused::files)
        .isInstanceOf(AuthenticationFailed.class)
        .hasMessageNotContaining("wrong-secret");
    assertThat(new FileConnector().test(folder)).contains("can be used");
    storage.broken = true;
    assertThatThrownBy(folder::files).isInstanceOf(Retryable.class);
    assertThatThrownBy(
            () ->
                folder(
                    new BucketSettings(
                        "b-1",
                        null,
                        java.net.URI.create("http://storage.example.org"),
                        null,
                        "key",
                        "secret"),
                    null))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("https");
  }
}
