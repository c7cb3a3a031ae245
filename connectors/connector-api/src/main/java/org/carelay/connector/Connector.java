package org.carelay.connector;

import java.util.List;
import java.util.Map;

/**
 * One outside system. Found by {@link java.util.ServiceLoader}; stateless and safe to share between
 * threads.
 *
 * @param <S> the connection's settings; {@link NoSettings} where the connector needs no connection
 * @param <C> the opened connection that triggers and actions work with
 */
public interface Connector<S extends Record, C extends Client> {
  About about();

  Class<S> settings();

  /**
   * Opens a client; cheap, and makes no outside call. Called once per connection version.
   *
   * @throws IllegalArgumentException if the settings contradict each other; the message says what
   *     to change and quotes no secret
   */
  C open(S settings, ConnectionContext context);

  /**
   * Tries the connection for real and harmlessly: nothing is sent and nothing is changed.
   *
   * @return a sentence for the person who pressed "Test", such as "Signed in as clinic@example.org"
   */
  String test(C client) throws ConnectorException, InterruptedException;

  /**
   * What can be chosen for inputs that are described with {@link Describe#choices()}. Reads only.
   *
   * @param of the kind, such as {@code columns}
   * @param written the rest of the form as far as it is filled in, such as the sheet
   */
  default List<Choice> choices(C client, String of, Map<String, Object> written)
      throws ConnectorException, InterruptedException {
    return List.of();
  }

  default List<? extends Trigger<C, ?>> triggers() {
    return List.of();
  }

  default List<? extends Action<C, ?, ?>> actions() {
    return List.of();
  }

  /**
   * Pollers that run for every connection, also where no recipe listens: for news about earlier
   * effects, and for messages that somebody must read. A trigger may share one of them.
   */
  default List<? extends Poller<C>> watches() {
    return List.of();
  }

  /** What the outside system posts to us about earlier effects, such as delivery receipts. */
  default List<? extends Callback<C>> callbacks() {
    return List.of();
  }
}
