package org.carelay.connector.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.carelay.connector.Describe;
import org.carelay.connector.Sensitivity;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RulesTest {
  record Inner(@Describe(title = "Value") BigDecimal value) {}

  record Good(
      @Describe(title = "Name", help = "One sentence.") String name,
      @Describe(title = "Wait") @Nullable Duration pause,
      @Describe(title = "Parts") List<Inner> parts,
      @Describe(title = "Anything") Map<String, ? extends Object> anything,
      @Describe(title = "Token", sensitivity = Sensitivity.SECRET) String token) {}

  record Bad(
      String undescribed,
      @Describe(title = " ") String untitled,
      @Describe(title = "Title", help = "no stop") String help,
      @Describe(title = "Title") Optional<String> type,
      @Describe(title = "Title") Map<Integer, String> names,
      @Describe(title = "Title") List<Worse> nested) {}

  record Worse(int deep) {}

  @Test
  void finds_nothing_wrong_with_a_good_record() {
    assertThat(DescribedRecord.of(Good.class).problems()).isEmpty();
  }

  @Test
  void finds_everything_wrong_with_a_bad_one() {
    assertThat(DescribedRecord.of(Bad.class).problems())
        .containsExactly(
            "Bad.undescribed has no @Describe",
            "Bad.untitled has an empty title",
            "Bad.help: the help is no sentence with a full stop",
            "Bad.type has a type that JSON cannot give: java.util.Optional<java.lang.String>",
            "Bad.names: a map's names are texts",
            "Bad.nested[].deep has no @Describe");
  }

  @Test
  void knows_which_components_are_secret() {
    assertThat(DescribedRecord.secrets(Good.class)).extracting("name").containsExactly("token");
  }

  @Test
  void finds_what_json_does_not_have() {
    Map<String, Object> data =
        Map.of(
            "fine", List.of(1, new BigDecimal("1.50"), "a", true), "at", Instant.EPOCH, "x", 1.5);
    assertThat(JsonValues.strangersIn(data))
        .containsExactlyInAnyOrder("/at: java.time.Instant", "/x: java.lang.Double");
  }

  @Test
  void moves_its_clock_by_hand() {
    var clock = new ManualClock();
    var before = clock.instant();
    assertThat(clock.instant()).isEqualTo(before);
    clock.advance(Duration.ofHours(2));
    assertThat(clock.instant()).isEqualTo(before.plusSeconds(7200));
  }

  @Test
  void remembers_by_prefix() {
    var memory = new InMemoryMemory();
    memory.put("row/1", "a");
    memory.put("row/2", "b");
    memory.put("rows", "c");
    assertThat(memory.startingWith("row/"))
        .containsOnly(Map.entry("row/1", "a"), Map.entry("row/2", "b"));
    memory.remove("row/1");
    assertThat(memory.get("row/1")).isNull();
  }
}
