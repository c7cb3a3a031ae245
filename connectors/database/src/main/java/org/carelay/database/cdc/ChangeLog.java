package org.carelay.database.cdc;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import org.carelay.connector.Condition.Measure;
import org.carelay.connector.ConnectorException;
import org.carelay.connector.Notice;
import org.carelay.connector.Poller.Request;
import org.carelay.connector.StateChange;
import org.jspecify.annotations.Nullable;

/** The log in which one kind of database writes what was changed. */
sealed interface ChangeLog extends AutoCloseable
    permits PostgresLog, BinaryLog, SqlServerLog, OracleLog, MongoLog {
  /** Under which the runtime stores where it has read to. */
  String POSITION = "position";

  /**
   * What one look at the database found.
   *
   * @param start absent while there is nothing that could be read
   * @param now where a recipe that is new begins; absent as {@code start}
   * @param notices about the log, for every recipe
   */
  record Look(
      Diagnosis diagnosis, @Nullable Start start, @Nullable Since now, List<Notice> notices) {}

  /**
   * Where to read from.
   *
   * @param gap whether the database no longer has what comes before
   * @param busy whether somebody is still reading in our name
   */
  record Start(String position, boolean gap, boolean busy) {}

  /**
   * All that a stream is started with.
   *
   * @param server which is read, of several
   * @param silence after which a stream without a sign of life is dead; absent where it says so
   *     itself
   */
  record Opening(
      Set<String> tables,
      String position,
      Properties properties,
      ChangeReader reader,
      String server,
      @Nullable Duration silence) {}

  /**
   * Looks whether recipes can be told what they want to hear, and prepares it.
   *
   * @param stored where the runtime has read to; null if it never has
   * @param reading whether a stream is open there, so that its log cannot be gone
   */
  Look look(Access access, Request request, @Nullable String stored, boolean reading)
      throws ConnectorException, InterruptedException;

  Opening opening(Set<String> tables, String position, Map<String, String> shared)
      throws ConnectorException;

  /** Lets the position move on also while the tables are quiet. */
  default void mark(Access access) throws ConnectorException, InterruptedException {}

  /**
   * Looks after what the database keeps for us while no recipe listens.
   *
   * @return what a person must know
   */
  default List<Notice> watch(Access access) throws ConnectorException, InterruptedException {
    return List.of();
  }

  /** What the database keeps for us, as a sentence; empty if nothing. */
  default String kept(Access access) throws ConnectorException, InterruptedException {
    return "";
  }

  /** Gives back all that the database keeps for us, for ever. */
  default void release(Access access) throws ConnectorException, InterruptedException {}

  /** What must be stored together with the next position. */
  default List<StateChange> remembered(Map<String, String> shared) {
    return List.of();
  }

  /** What the last look, or watch, saw of what the database keeps for us. */
  default Kept kept() {
    return Kept.NOTHING;
  }

  /**
   * As a sentence, empty if nothing, and in figures.
   *
   * @param words for a person
   */
  record Kept(String words, List<Measure> measures) {
    static final Kept NOTHING = new Kept("", List.of());
  }

  /** Which of several servers the last look was at; empty where that makes no difference. */
  default String server() {
    return "";
  }

  /** Lets go of what was opened for looking. */
  @Override
  default void close() {}
}
