package org.carelay.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.carelay.connector.ConnectorException;
import org.carelay.connector.Notice;
import org.carelay.connector.Poller;
import org.carelay.connector.Samples;
import org.carelay.connector.TriggerEvent;
import org.carelay.connector.testkit.FakeActionContext;
import org.carelay.connector.testkit.InMemoryMemory;
import org.carelay.connector.testkit.ManualClock;
import org.carelay.connector.testkit.PollingDriver;
import org.carelay.recipe.Binder;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FolderPollerTest {
  private static final FileArrived TRIGGER = new FileArrived();
  @TempDir Path inbox;
  private final ManualClock clock = new ManualClock();
  private final InMemoryMemory memory = new InMemoryMemory();
  private Folder folder;
  private PollingDriver<Folder> driver;

  @BeforeEach
  void listen() {
    folder = new Folder(Lab.withDone(inbox), memory);
    driver = new PollingDriver<>(TRIGGER.poller(), folder, clock, memory);
  }

  private void subscribe(String id, Object... more) throws Exception {
    var with = new java.util.HashMap<String, Object>(Map.of("files", "*.csv", "per", "row"));
    for (var index = 0; index < more.length; index += 2) {
      with.put(more[index].toString(), more[index + 1]);
    }
    driver.subscribe(id, TRIGGER, Lab.arrived(with));
  }

  private static List<TriggerEvent> events(Poller.Result result) {
    return result.findings().stream().flatMap(each -> each.events().stream()).toList();
  }

  private static List<Notice> notices(Poller.Result result) {
    return result.findings().stream().flatMap(each -> each.notices().stream()).toList();
  }

  /** Everything that is heard until nothing more comes. */
  private List<TriggerEvent> heard() throws Exception {
    var heard = new ArrayList<TriggerEvent>();
    for (var quiet = 0; quiet < 12; ) {
      var events = events(driver.poll());
      heard.addAll(events);
      quiet = events.isEmpty() ? quiet + 1 : 0;
      clock.advance(Duration.ofSeconds(6));
    }
    return heard;
  }

  private void deliver(String name, String text) throws IOException {
    Files.writeString(inbox.resolve(name), text);
  }

  private static String csv(int from, int to) {
    return IntStream.range(from, to)
        .mapToObj(id -> id + ",Patient " + id)
        .collect(Collectors.joining("\n", "id,name\n", "\n"));
  }

  private static List<String> ids(List<TriggerEvent> events) {
    return events.stream()
        .map(each -> each.data().get("row") instanceof Map<?, ?> row ? "" + row.get("id") : "")
        .toList();
  }

  @Test
  void fires_for_the_new_row_only_where_a_list_of_5360_is_delivered_again() throws Exception {
    deliver("list.csv", csv(0, 5_360));
    subscribe("r1");
    assertThat(heard()).isEmpty();
    deliver("list.csv", csv(0, 5_361));
    assertThat(ids(heard())).containsExactly("5360");
    deliver("list-tomorrow.csv", csv(0, 5_362));
    assertThat(new HashSet<>(ids(heard()))).contains("5361").doesNotContain("0");
  }

  @Test
  void waits_until_nobody_writes_to_a_file_any_more() throws Exception {
    subscribe("r1");
    driver.poll();
    for (var line = 1; line < 4; line++) {
      deliver("slow.csv", csv(0, line));
      clock.advance(Duration.ofSeconds(4));
      assertThat(events(driver.poll())).isEmpty();
    }
    clock.advance(Duration.ofSeconds(5));
    assertThat(events(driver.poll())).hasSize(3);
  }

  @Test
  void goes_through_a_large_file_in_parts_of_which_none_is_small() throws Exception {
    subscribe("r1");
    driver.poll();
    deliver("large.csv", csv(0, 10_300));
    driver.poll();
    clock.advance(Duration.ofSeconds(6));
    var sizes = new ArrayList<Integer>();
    for (var part = events(driver.poll()); !part.isEmpty(); part = events(driver.poll())) {
      sizes.add(part.size());
    }
    assertThat(sizes).allMatch(size -> size >= FolderLook.PART).hasSizeGreaterThan(5);
    assertThat(sizes.stream().mapToInt(size -> size).sum()).isEqualTo(10_300);
  }

  @Test
  void hears_each_row_once_though_it_is_killed_again_and_again() throws Exception {
    subscribe("r1");
    driver.poll();
    deliver("large.csv", csv(0, 20_000));
    driver.poll();
    clock.advance(Duration.ofSeconds(6));
    var random = new Random(7);
    var committed = new ArrayList<TriggerEvent>();
    while (committed.size() < 20_000) {
      if (random.nextInt(3) == 0) {
        driver.pollAndCrash();
        if (random.nextBoolean()) {
          folder.close(); // the process dies, and what it had open with it
        }
      } else {
        committed.addAll(events(driver.poll()));
      }
    }
    assertThat(committed).hasSize(20_000);
    assertThat(committed.stream().map(TriggerEvent::key)).doesNotHaveDuplicates();
    assertThat(heard()).isEmpty();
  }

  @Test
  void starts_over_where_a_file_is_replaced_while_it_is_read() throws Exception {
    subscribe("r1");
    driver.poll();
    deliver("list.csv", csv(0, 5_000));
    driver.poll();
    clock.advance(Duration.ofSeconds(6));
    var first = events(driver.poll());
    deliver("list.csv", csv(10_000, 10_003));
    var later = heard();
    assertThat(first).hasSize(1_000);
    assertThat(ids(later)).containsExactly("10000", "10001", "10002");
  }

  @Test
  void gives_the_same_content_the_same_key_whatever_its_name() throws Exception {
    subscribe("r1", "per", "file");
    driver.poll();
    deliver("a.csv", csv(0, 3));
    deliver("b.csv", csv(0, 3));
    assertThat(heard().stream().map(TriggerEvent::key).distinct()).hasSize(1);
  }

  @Test
  void tells_of_bad_rows_by_line_and_lets_the_others_go_on() throws Exception {
    subscribe("r1");
    driver.poll();
    deliver("list.csv", "id,name\n1,Avery\n2,Blake,extra\n\n3,Casey\n4\n");
    assertThat(ids(heard())).containsExactly("1", "3");
    var notices = notices(driver.poll());
    assertThat(notices).extracting(Notice::code).containsExactly("bad-rows");
    assertThat(notices.getFirst().message())
        .contains("list.csv", "2 of its rows", "line 3 (it has 3 values", "6 (it has 1 values")
        .doesNotContain("Blake");
    assertThat(inbox.resolve("list.csv")).as("stays for a person").exists();
    deliver("list.csv", "id,name\n1,Avery\n2,Blake\n3,Casey\n4,Drew\n");
    heard();
    assertThat(notices(driver.poll())).isEmpty();
  }

  @Test
  void says_why_a_file_cannot_be_read_at_all() throws Exception {
    subscribe("r1");
    driver.poll();
    Files.write(inbox.resolve("latin.csv"), new byte[] {'n', '\n', (byte) 0xE9, '\n'});
    deliver("twice.csv", "id,id\n1,2\n");
    assertThat(heard()).isEmpty();
    assertThat(notices(driver.poll()))
        .extracting(Notice::code)
        .containsExactly("file-not-readable", "file-not-readable");
    Files.delete(inbox.resolve("latin.csv"));
    Files.delete(inbox.resolve("twice.csv"));
    assertThat(notices(driver.poll())).isEmpty();
    assertThat(driver.state("r1")).doesNotContainKey("file/latin.csv");
  }

  @Test
  void puts_a_file_aside_when_every_recipe_has_committed_it() throws Exception {
    subscribe("r1");
    subscribe("r2", "per", "file");
    driver.poll();
    deliver("list.csv", csv(0, 2_500));
    driver.poll();
    clock.advance(Duration.ofSeconds(6));
    driver.poll();
    assertThat(inbox.resolve("list.csv")).as("r1 has read a part of it").exists();
    driver.poll();
    driver.poll();
    assertThat(inbox.resolve("done/list.csv")).exists();
    assertThat(inbox.resolve("list.csv")).doesNotExist();
    deliver("list.csv", csv(9_000, 9_001));
    assertThat(heard()).hasSize(2);
    assertThat(inbox.resolve("done/list (2).csv")).exists();
  }

  @Test
  void does_not_hear_what_its_own_recipes_write() throws Exception {
    subscribe("r1");
    driver.poll();
    var input =
        Binder.bind(
            Map.of("name", "out.csv", "rows", List.of(Map.of("id", "1"))), WriteCsv.Input.class);
    new WriteCsv()
        .perform(folder, input, FakeActionContext.aContext().remembering(memory).at(clock));
    assertThat(heard()).isEmpty();
    assertThat(inbox.resolve("out.csv")).exists();
  }

  @Test
  void fires_for_every_line_where_the_recipe_says_so() throws Exception {
    subscribe("r1", "same", "line");
    driver.poll();
    deliver("visits.csv", "badge\n7\n7\n7\n");
    assertThat(heard()).hasSize(3);
  }

  @Test
  void shows_what_is_there_before_a_recipe_is_active() throws Exception {
    var request = new Samples.Request(2, ZoneId.of("UTC"), clock.instant(), clock.instant());
    var rows = Lab.arrived(Map.of("files", "*.csv", "per", "row"));
    assertThat(TRIGGER.samples(folder, rows, request)).isEqualTo(Samples.NONE);
    deliver("list.csv", csv(0, 5));
    assertThat(ids(TRIGGER.samples(folder, rows, request).events())).containsExactly("0", "1");
    var files = TRIGGER.samples(folder, Lab.arrived(Map.of("files", "*.csv")), request);
    assertThat(files.events()).hasSize(1);
    assertThat(files.total()).isEqualTo(1);
  }

  private Samples existing(int most, Object... more) throws Exception {
    var with = new java.util.HashMap<String, Object>(Map.of("files", "*.csv", "per", "row"));
    for (var index = 0; index < more.length; index += 2) {
      with.put(more[index].toString(), more[index + 1]);
    }
    var now = clock.instant();
    return TRIGGER.existing(
        folder,
        Lab.arrived(with),
        new Samples.Request(most, ZoneId.of("UTC"), now, now.plusSeconds(60)));
  }

  @Test
  void tells_what_was_there_before_each_thing_once() throws Exception {
    assertThat(existing(10).total()).isZero();
    deliver("a.csv", csv(0, 3));
    deliver("b.csv", csv(2, 5));
    deliver("c.txt", csv(7, 9));
    deliver("d.csv.part", csv(7, 9));
    assertThat(existing(10).total()).isEqualTo(5);
    assertThat(ids(existing(10).events())).containsExactly("0", "1", "2", "3", "4");
    assertThat(ids(existing(2).events())).as("no more than was asked for").hasSize(2);
    assertThat(existing(2).total()).isGreaterThan(2);
    assertThat(existing(10, "per", "file").events())
        .extracting(event -> event.data().get("file"))
        .hasSize(2);
    assertThat(existing(10)).as("the same whenever it is asked for").isEqualTo(existing(10));
  }

  @Test
  void what_the_recipe_began_with_is_no_news_when_it_is_delivered_again() throws Exception {
    deliver("a.csv", csv(0, 3));
    var begun = existing(10).events();
    subscribe("r");
    driver.poll();
    deliver("b.csv", csv(0, 4));
    assertThat(ids(heard())).containsExactly("3");
    assertThat(begun).hasSize(3);
  }

  @Test
  void a_file_that_cannot_be_read_is_told_before_anything_begins() throws Exception {
    deliver("a.csv", "id,name\n\"1,never closed");
    assertThatThrownBy(() -> existing(10, "format", "xlsx"))
        .isInstanceOf(ConnectorException.Permanent.class)
        .hasMessageContaining("a.csv");
  }

  @Test
  void what_a_recipe_has_written_is_nothing_to_begin_with() throws Exception {
    deliver("a.csv", csv(0, 1));
    var report = java.util.List.of(Map.<String, Object>of("id", "9"));
    new WriteCsv()
        .perform(
            folder,
            Binder.bind(Map.of("name", "report.csv", "rows", report), WriteCsv.Input.class),
            FakeActionContext.aContext().remembering(memory).at(clock));
    assertThat(inbox.resolve("report.csv")).exists();
    assertThat(ids(existing(10).events())).containsExactly("0");
  }
}
