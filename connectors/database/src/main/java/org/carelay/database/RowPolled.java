package org.carelay.database;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.carelay.connector.About;
import org.carelay.connector.ConnectorException;
import org.carelay.connector.Describe;
import org.carelay.connector.Existing;
import org.carelay.connector.Poller;
import org.carelay.connector.PollingTrigger;
import org.carelay.connector.Samples;
import org.carelay.connector.Sensitivity;
import org.jspecify.annotations.Nullable;

/** Asks a table for rows whose updated-at or version column has grown. */
public final class RowPolled
    implements PollingTrigger<DatabaseClient, RowPolled.Input>,
        Existing<DatabaseClient, RowPolled.Input> {
  private static final Duration DEFAULT_EVERY = Duration.ofSeconds(30);
  private static final Duration DEFAULT_OVERLAP = Duration.ofMinutes(2);

  /** Which rows. */
  public record Input(
      @Describe(title = "Table", help = "As name, or schema.name.", example = "public.procedure")
          String table,
      @Describe(title = "Key", help = "The columns that tell rows apart.", example = "id")
          List<String> key,
      @Describe(
              title = "Changed column",
              help =
                  "A time or number that every change of a row makes greater than in all other rows,"
                      + " such as updated_at or a version from a sequence.",
              example = "updated_at")
          String changedColumn,
      @Describe(title = "Ask every", defaultValue = "PT30S") @Nullable Duration every,
      @Describe(
              title = "Overlap",
              help =
                  "For times: how long a transaction may have been open. A row that is committed"
                      + " later than this after its time is not seen.",
              defaultValue = "PT2M")
          @Nullable Duration overlap) {
    public Input {
      if (key.isEmpty()) {
        throw new IllegalArgumentException("key needs a column");
      }
      if (every != null && every.compareTo(Duration.ofSeconds(1)) < 0) {
        throw new IllegalArgumentException("every must be at least PT1S");
      }
      if (overlap != null && overlap.isNegative()) {
        throw new IllegalArgumentException("overlap must not be negative");
      }
    }

    Duration pause() {
      return every == null ? DEFAULT_EVERY : every;
    }

    Duration lookBack() {
      return overlap == null ? DEFAULT_OVERLAP : overlap;
    }
  }

  /** The names in scope. */
  public record Event(
      @Describe(
              title = "Row",
              help = "The row as it is now, column to value.",
              sensitivity = Sensitivity.PERSONAL)
          Map<String, @Nullable Object> row,
      @Describe(title = "Table", example = "public.procedure") String table) {}

  @Override
  public About about() {
    return new About(
        "database.row-polled",
        "A row is new or changed (by asking)",
        "Where the database's log may not be read. Cannot see deleted rows, what a row was before, or"
            + " values between two looks; prefer database.row-changed.");
  }

  @Override
  public Class<Input> input() {
    return Input.class;
  }

  @Override
  public Class<Event> event() {
    return Event.class;
  }

  @Override
  public Poller<DatabaseClient> poller() {
    return RowPoller.INSTANCE;
  }

  /** Those that changed last. */
  @Override
  public Samples samples(DatabaseClient client, Input input, Samples.Request request)
      throws ConnectorException, InterruptedException {
    return query(client, input, request).newest(request.most(), request.now());
  }

  @Override
  public Samples existing(DatabaseClient client, Input input, Samples.Request request)
      throws ConnectorException, InterruptedException {
    return query(client, input, request).all(request.most(), request.now());
  }

  private static RowQuery query(DatabaseClient client, Input input, Samples.Request request)
      throws ConnectorException, InterruptedException {
    return RowQuery.of(client, input, request.zone(), request.deadline());
  }

  /** Where the column is a number, every row counts as of now. */
  @Override
  public boolean dated(Input input) {
    return true;
  }
}
