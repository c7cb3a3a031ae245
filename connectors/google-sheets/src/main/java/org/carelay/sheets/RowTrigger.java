package org.carelay.sheets;

import java.time.Duration;
import java.util.List;
import org.carelay.connector.ConnectorException;
import org.carelay.connector.Existing;
import org.carelay.connector.Poller;
import org.carelay.connector.PollingTrigger;
import org.carelay.connector.Samples;
import org.jspecify.annotations.Nullable;

/** Fires for rows of a sheet; which of them, its input says. */
abstract sealed class RowTrigger<I extends Record & RowTrigger.Rows>
    implements PollingTrigger<GoogleClient, I>, Existing<GoogleClient, I>
    permits RowAdded, RowChanged {
  static final Duration SETTLE = Duration.ofSeconds(5);

  /** Which rows. */
  sealed interface Rows permits RowAdded.Input, RowChanged.Input {
    Following following();
  }

  static List<String> listOf(@Nullable List<String> headers) {
    return headers == null ? List.of() : headers;
  }

  static int rowOf(@Nullable Integer headerRow) {
    return headerRow == null ? 1 : Math.max(1, headerRow);
  }

  @Override
  public Class<RowEvent> event() {
    return RowEvent.class;
  }

  @Override
  public Poller<GoogleClient> poller() {
    return SheetPoller.INSTANCE;
  }

  @Override
  public Samples samples(GoogleClient client, I input, Samples.Request request)
      throws ConnectorException, InterruptedException {
    return SheetSamples.rows(client, input.following(), request);
  }

  @Override
  public Samples existing(GoogleClient client, I input, Samples.Request request)
      throws ConnectorException, InterruptedException {
    return ExistingRows.of(client, input.following(), request);
  }

  /** A sheet does not say since when a row is as it is. */
  @Override
  public boolean dated(I input) {
    return false;
  }
}
