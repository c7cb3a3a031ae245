package org.carelay.database.cdc;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class ReadAheadTest {
  private static final Duration AT_ONCE = Duration.ZERO;
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private final ReadAhead ahead = new ReadAhead("0");

  private static Batch batch(int rows, String end) {
    var change =
        new RowChange(
            RowOperation.INSERT, "public.t", end, null, null, new RowChange.Committed(1, 1));
    return new Batch(Collections.nCopies(rows, change), end, () -> {});
  }

  private String next() throws InterruptedException {
    var batch = ahead.take(AT_ONCE);
    return batch == null ? "nothing" : batch.end();
  }

  @Test
  void gives_what_waits_at_once() throws Exception {
    ahead.put(batch(3, "1"));
    ahead.put(batch(4, "2"));
    var both = Objects.requireNonNull(ahead.take(AT_ONCE));
    assertThat(both.changes()).hasSize(7);
    assertThat(both.end()).isEqualTo("2");
    assertThat(next()).isEqualTo("nothing");
  }

  @Test
  void goes_on_while_what_was_given_is_not_stored() throws Exception {
    ahead.put(batch(1, "1"));
    assertThat(next()).isEqualTo("1");
    assertThat(ahead.goesOnFrom("1")).isTrue();
    ahead.put(batch(1, "2"));
    assertThat(next()).isEqualTo("2");
    assertThat(ahead.isEmpty()).isFalse();
    ahead.store("1");
    ahead.store("2");
    assertThat(ahead.isEmpty()).isTrue();
    assertThat(ahead.goesOnFrom("2")).isTrue();
  }

  @Test
  void gives_again_what_was_not_stored_after_all() throws Exception {
    ahead.put(batch(1, "1"));
    assertThat(next()).isEqualTo("1");
    ahead.put(batch(1, "2"));
    assertThat(next()).isEqualTo("2");
    assertThat(ahead.goesOnFrom("0")).isTrue();
    assertThat(List.of(next(), next(), next())).containsExactly("1", "2", "nothing");
    assertThat(ahead.goesOnFrom("1")).isTrue();
    assertThat(next()).isEqualTo("2");
  }

  @Test
  void is_nowhere_near_a_position_that_it_never_gave() throws Exception {
    ahead.put(batch(1, "1"));
    assertThat(ahead.goesOnFrom("1")).as("read, and not given yet").isFalse();
    assertThat(next()).isEqualTo("1");
    ahead.store("1");
    assertThat(ahead.goesOnFrom("0")).as("let go").isFalse();
  }

  @Test
  void reads_no_further_than_memory_bears() throws Exception {
    ahead.put(batch(4_096, "1"));
    var reader = Thread.ofVirtual().start(this::putOneMore);
    assertThat(reader.join(Duration.ofMillis(100))).isFalse();
    assertThat(next()).isEqualTo("1");
    assertThat(reader.join(PATIENCE)).isTrue();
    assertThat(next()).isEqualTo("2");
  }

  @Test
  void lets_go_of_everybody_when_it_is_closed() throws Exception {
    ahead.put(batch(4_096, "1"));
    var reader = Thread.ofVirtual().start(this::putOneMore);
    ahead.close();
    assertThat(reader.join(PATIENCE)).isTrue();
    assertThat(next()).isEqualTo("1");
    assertThat(ahead.take(PATIENCE)).isNull();
  }

  private void putOneMore() {
    try {
      ahead.put(batch(1, "2"));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
