package org.carelay.engine.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.carelay.engine.Database;
import org.carelay.engine.journal.Operation.Accept;
import org.carelay.engine.journal.Operation.Advance;
import org.carelay.engine.store.Sql;
import org.carelay.postgres.SharedTestServer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Which events of a group are new, on real tables. */
class JournalTransactionTest {
  private static final Instant NOW = Instant.parse("2026-03-02T14:00:00Z");

  private final UUID node = UUID.randomUUID();
  private HikariDataSource database;
  private JournalTransaction journal;

  @BeforeEach
  void open() {
    var fresh = SharedTestServer.newDatabase();
    database = Database.open(fresh.url(), fresh.user(), fresh.password());
    new Sql(database).update("insert into node (id, started_at) values (?, ?)", node, NOW);
    journal = new JournalTransaction(database, node, 0);
  }

  @AfterEach
  void close() {
    journal.close();
    database.close();
  }

  private static Accept event(String key) {
    return event(key, null);
  }

  private static Accept event(String key, @Nullable UUID poll) {
    return new Accept(
        1,
        new RunKey(UUID.randomUUID(), NOW),
        "r",
        1,
        key,
        null,
        NOW,
        "{}".getBytes(StandardCharsets.UTF_8),
        RunState.PAUSED,
        false,
        null,
        null,
        poll,
        null);
  }

  private static UUID id(Accept event) {
    return event.run().id();
  }

  private Map<UUID, UUID> accepted(Accept... events) throws DatabaseAway {
    return journal.apply(List.of(events)).duplicates();
  }

  private static Advance poll(long from) {
    return new Advance(1, "g", from, UUID.randomUUID());
  }

  @Test
  void a_poll_whose_answer_was_lost_is_made_once_and_told_of() throws Exception {
    new Sql(database).update("insert into poll_group (workspace_id, id) values (1, 'g')");
    var found = event("a");
    var poll = List.<Operation>of(poll(0), found);
    assertThat(journal.apply(poll).duplicates()).isEmpty();
    assertThat(journal.apply(poll).duplicates()).as("its runs begin after all").isEmpty();
    assertThat(stored("event")).containsExactly(id(found));
    assertThatThrownBy(() -> journal.apply(List.of(poll(0), event("b"))))
        .as("another poll from the same place")
        .isInstanceOf(JournalException.class);
    assertThat(journal.apply(List.of(poll(1), event("c"))).duplicates()).isEmpty();
    assertThatThrownBy(() -> journal.apply(poll))
        .as("the poll before that")
        .isInstanceOf(JournalException.class);
    assertThat(stored("event")).hasSize(2);
  }

  @Test
  void the_state_of_a_poll_keeps_its_events_from_coming_twice_where_their_keys_need_not()
      throws Exception {
    new Sql(database).update("insert into poll_group (workspace_id, id) values (1, 'g')");
    var first = poll(0);
    var found = event("a", first.poll());
    var keyed = event("b");
    var again = event("b");
    var poll = List.<Operation>of(first, found, keyed, again);
    var duplicates = Map.of(id(again), id(keyed));
    assertThat(journal.apply(poll).duplicates()).isEqualTo(duplicates);
    assertThat(journal.apply(poll).duplicates()).as("its answer was lost").isEqualTo(duplicates);
    assertThat(stored("event")).containsExactlyInAnyOrder(id(found), id(keyed));
    assertThat(stored("active")).hasSize(2);
    assertThat(new Sql(database).list("select key from event_key", row -> row.getString(1)))
        .containsExactly("b");
    var other = poll(0);
    assertThatThrownBy(() -> journal.apply(List.of(other, event("a", other.poll()))))
        .as("another node, from the same place")
        .isInstanceOf(JournalException.class);
    assertThat(stored("event")).hasSize(2);
  }

  private Set<UUID> stored(String table) {
    return Set.copyOf(new Sql(database).list("select id from " + table, row -> Sql.id(row, "id")));
  }

  @Test
  void a_key_stands_for_one_event_in_a_group_and_between_groups() throws Exception {
    var first = event("a");
    var same = event("a");
    var other = event("b");
    assertThat(accepted(first, same, other)).isEqualTo(Map.of(id(same), id(first)));
    var again = event("a");
    var third = event("c");
    assertThat(accepted(again, third)).isEqualTo(Map.of(id(again), id(first)));
    assertThat(stored("event")).containsExactlyInAnyOrder(id(first), id(other), id(third));
    assertThat(stored("active")).containsExactlyInAnyOrder(id(first), id(other), id(third));
  }

  @Test
  void a_commit_whose_answer_was_lost_is_made_once() throws Exception {
    var first = event("a");
    var second = event("b");
    assertThat(accepted(first, second)).isEmpty();
    var third = event("c");
    assertThat(accepted(first, second, third)).as("they are no duplicates of themselves").isEmpty();
    assertThat(stored("event")).containsExactlyInAnyOrder(id(first), id(second), id(third));
    assertThat(stored("active")).hasSize(3);
  }
}
