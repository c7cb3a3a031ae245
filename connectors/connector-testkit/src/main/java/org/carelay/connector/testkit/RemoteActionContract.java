package org.carelay.connector.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetSocketAddress;
import java.time.Duration;
import org.carelay.connector.Client;
import org.carelay.connector.ConnectorException.Retryable;
import org.junit.jupiter.api.Test;

/** An action that calls over the network, where everything fails now and then. */
public abstract class RemoteActionContract<C extends Client, I extends Record, O>
    extends ActionContract<C, I, O> {
  /** A client like {@link #client()} for an outside system at another address. */
  protected abstract C clientAt(InetSocketAddress address) throws Exception;

  @Test
  void is_retryable_where_nobody_listens() throws Exception {
    assertThat(failure(clientAt(DeadServer.nobody()), input())).isInstanceOf(Retryable.class);
  }

  @Test
  void types_the_failure_where_the_answer_is_rubbish() throws Exception {
    try (var babbling = DeadServer.babbling()) {
      assertThat(failure(clientAt(babbling.address()), input())).isNotNull();
    }
  }

  @Test
  void ends_soon_after_its_deadline() throws Exception {
    try (var silent = DeadServer.silent()) {
      var client = clientAt(silent.address());
      var input = input();
      var context = context().within(Duration.ofSeconds(1));
      // The engine interrupts soon after the deadline; an action that ends by itself is as good.
      assertStopped(
          Trying.interrupted(
              () -> action().perform(client, input, context), Duration.ofSeconds(2), PATIENCE));
    }
  }

  @Test
  void ends_when_interrupted_in_the_middle() throws Exception {
    try (var silent = DeadServer.silent()) {
      var client = clientAt(silent.address());
      var input = input();
      var context = context();
      assertStopped(
          Trying.interrupted(
              () -> action().perform(client, input, context), Duration.ofMillis(300), PATIENCE));
    }
  }
}
