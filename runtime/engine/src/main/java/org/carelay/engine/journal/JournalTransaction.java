package org.carelay.engine.journal;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import javax.sql.DataSource;
import org.carelay.engine.journal.JournalException.Reason;
import org.carelay.engine.journal.Operation.Accept;
import org.carelay.engine.journal.Operation.Advance;
import org.carelay.engine.journal.Operation.Append;
import org.carelay.engine.journal.Operation.Await;
import org.carelay.engine.journal.Operation.Close;
import org.carelay.engine.journal.Operation.End;
import org.carelay.engine.journal.Operation.Invite;
import org.carelay.engine.journal.Operation.Park;
import org.carelay.engine.journal.Operation.PlanEffect;
import org.carelay.engine.journal.Operation.Raise;
import org.carelay.engine.journal.Operation.Receipt;
import org.carelay.engine.journal.Operation.Remember;
import org.carelay.engine.journal.Operation.SettleEffect;
import org.carelay.engine.journal.Operation.Withdraw;
import org.jspecify.annotations.Nullable;

/** One writer's transactions: sorts a group's operations by kind and writes each kind at once. */
final class JournalTransaction implements AutoCloseable {
  private final DataSource database;
  private final UUID node;
  private final int writer;
  private @Nullable Connection connection;

  JournalTransaction(DataSource database, UUID node, int writer) {
    this.database = database;
    this.node = node;
    this.writer = writer;
  }

  /**
   * Writes all operations in one transaction.
   *
   * @throws DatabaseAway when it may succeed later
   * @throws JournalException when it will not
   */
  Committed apply(List<Operation> operations) throws DatabaseAway {
    try {
      var open = open();
      var committed = write(open, operations);
      open.commit();
      return committed;
    } catch (SQLException e) {
      giveUp();
      if (DatabaseAway.isCauseOf(e)) {
        throw new DatabaseAway(e);
      }
      // PostgreSQL's detail quotes values; only its state and message's first line are kept.
      throw new JournalException(
          Reason.REFUSED, "The database refused the facts (SQLSTATE " + e.getSQLState() + ").");
    } catch (JournalException e) {
      giveUp();
      throw e;
    }
  }

  private Committed write(Connection open, List<Operation> operations) throws SQLException {
    var byKind = new ByKind(operations);
    var counts = new HashMap<String, Long>();
    checkFence(open);
    Set<UUID> before = PollRows.advance(open, byKind.of(Advance.class));
    Map<UUID, UUID> duplicates =
        EventRows.accept(open, byKind.of(Accept.class), before, node, counts);
    var rejected = duplicates.keySet();
    Set<String> taken = EffectRows.plan(open, byKind.of(PlanEffect.class));
    EffectRows.settle(open, byKind.of(SettleEffect.class));
    EffectRows.receive(open, byKind.of(Receipt.class));
    RunRows.append(open, keep(byKind.of(Append.class), a -> a.run().id(), rejected));
    InvitationRows.invite(open, byKind.of(Invite.class));
    AwaitRows.await(open, byKind.of(Await.class));
    AwaitRows.withdraw(open, byKind.of(Withdraw.class));
    RunRows.park(open, byKind.of(Park.class));
    AwaitRows.wake(open, byKind.of(Park.class));
    RunRows.end(open, byKind.of(End.class), counts);
    PollRows.remember(open, byKind.of(Remember.class));
    AttentionRows.raise(open, byKind.of(Raise.class));
    AttentionRows.close(open, byKind.of(Close.class));
    CounterRows.add(open, writer, counts);
    return new Committed(duplicates, taken);
  }

  private static <T> List<T> keep(
      List<T> operations, java.util.function.Function<T, UUID> run, Set<UUID> rejected) {
    return rejected.isEmpty()
        ? operations
        : operations.stream().filter(o -> !rejected.contains(run.apply(o))).toList();
  }

  /**
   * A share lock on the node's row: declaring the node dead waits for it, and is seen by the next.
   *
   * <p>For this transaction, rows are found by index alone. A plan is kept for the statement's
   * life; one made while a table is small would read all of it, however large it grows.
   */
  private void checkFence(Connection open) throws SQLException {
    try (var statement =
        open.prepareStatement(
            """
            select set_config('enable_seqscan', 'off', true),
                   set_config('enable_hashjoin', 'off', true),
                   set_config('enable_mergejoin', 'off', true)
            from node where id = ? and not dead for share""")) {
      statement.setObject(1, node);
      try (var rows = statement.executeQuery()) {
        if (!rows.next()) {
          throw new JournalException(
              Reason.FENCED, "Another node has taken over this node's runs.");
        }
      }
    }
  }

  private Connection open() throws SQLException {
    if (connection == null || connection.isClosed()) {
      connection = database.getConnection();
      connection.setAutoCommit(false);
    }
    return connection;
  }

  private void giveUp() {
    if (connection != null) {
      try (var broken = connection) {
        broken.rollback();
      } catch (SQLException e) {
        // The connection is broken; closing it is all that is left to do.
        connection = null;
      }
      connection = null;
    }
  }

  @Override
  public void close() {
    giveUp();
  }

  /** A group's operations by their kind, in their order. */
  private static final class ByKind {
    private final Map<Class<?>, List<Operation>> lists = new HashMap<>();

    ByKind(List<Operation> operations) {
      for (Operation operation : operations) {
        lists.computeIfAbsent(operation.getClass(), kind -> new ArrayList<>()).add(operation);
      }
    }

    @SuppressWarnings("unchecked") // Each list holds only objects of its key's class.
    <T extends Operation> List<T> of(Class<T> kind) {
      return (List<T>) lists.getOrDefault(kind, List.of());
    }
  }
}
