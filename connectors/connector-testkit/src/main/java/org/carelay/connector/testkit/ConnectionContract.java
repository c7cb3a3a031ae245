package org.carelay.connector.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.carelay.connector.Client;
import org.carelay.connector.ConnectionContext;
import org.carelay.connector.Connector;
import org.carelay.connector.ConnectorException;
import org.carelay.connector.ConnectorException.AuthenticationFailed;
import org.carelay.connector.ConnectorException.Retryable;
import org.junit.jupiter.api.Test;

/** A connector's connection: opened, tried, refused, broken. */
public abstract class ConnectionContract<S extends Record, C extends Client> {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  protected abstract Connector<S, C> connector();

  /** Settings with which the outside system lets us in; each secret has 6 characters or more. */
  protected abstract S settings() throws Exception;

  /** The same with another secret, which the outside system refuses. */
  protected abstract S wrongSecret() throws Exception;

  /** The same for an outside system at another address. */
  protected abstract S at(InetSocketAddress address) throws Exception;

  /** A context on the real clock. */
  protected static ConnectionContext context() {
    return new ConnectionContext(
        "test", URI.create("https://carelay.example.org"), Clock.systemUTC(), new InMemoryMemory());
  }

  @Test
  void says_that_it_works() throws Exception {
    assertThat(tried(settings())).contains(" ");
  }

  @Test
  void opens_without_an_outside_call() throws Exception {
    try (var nobody = connector().open(at(DeadServer.nobody()), context())) {
      assertThat(nobody).isNotNull();
    }
  }

  @Test
  void closes_twice_without_complaint() throws Exception {
    var client = connector().open(settings(), context());
    client.close();
    client.close();
  }

  @Test
  void is_retryable_where_nobody_listens() throws Exception {
    var settings = at(DeadServer.nobody());
    var failure = Trying.failure(() -> tried(settings));
    assertThat(failure).isInstanceOf(Retryable.class);
    assertKeepsSecrets(settings, failure);
  }

  @Test
  void says_when_the_secret_is_wrong() throws Exception {
    var settings = wrongSecret();
    var failure = Trying.failure(() -> tried(settings));
    assertThat(failure).isInstanceOf(AuthenticationFailed.class);
    assertKeepsSecrets(settings, failure);
  }

  @Test
  void types_the_failure_where_the_answer_is_rubbish() throws Exception {
    try (var babbling = DeadServer.babbling()) {
      var settings = at(babbling.address());
      assertKeepsSecrets(settings, Trying.failure(() -> tried(settings)));
    }
  }

  @Test
  void stops_trying_when_interrupted() throws Exception {
    try (var silent = DeadServer.silent()) {
      var settings = at(silent.address());
      var ended = Trying.interrupted(() -> tried(settings), Duration.ofMillis(300), PATIENCE);
      assertThat(ended).as("a silent server was believed").isNotNull();
      assertThat(ended).isInstanceOfAny(InterruptedException.class, ConnectorException.class);
    }
  }

  @Test
  void keeps_its_secrets_out_of_texts() throws Exception {
    var settings = settings();
    assertThat(secrets(settings)).allMatch(secret -> secret.length() >= 6);
    try (var client = connector().open(settings, context())) {
      for (var secret : secrets(settings)) {
        assertThat(settings.toString()).as("toString() of the settings").doesNotContain(secret);
        assertThat(client.toString()).as("toString() of the client").doesNotContain(secret);
      }
    }
  }

  private String tried(S settings) throws Exception {
    try (var client = connector().open(settings, context())) {
      return connector().test(client);
    }
  }

  private static void assertKeepsSecrets(Record settings, Throwable failure) throws IOException {
    for (var secret : secrets(settings)) {
      assertThat(Trying.fullText(failure)).doesNotContain(secret);
    }
  }

  private static List<String> secrets(Record settings) {
    return DescribedRecord.secrets(settings.getClass()).stream()
        .map(
            component -> {
              try {
                component.getAccessor().setAccessible(true);
                return component.getAccessor().invoke(settings);
              } catch (IllegalAccessException | InvocationTargetException e) {
                throw new IllegalStateException(e);
              }
            })
        .filter(value -> value != null)
        .flatMap(value -> texts(value).stream())
        .toList();
  }

  /** A secret may be a text, or an object with texts in it such as a key file. */
  private static List<String> texts(Object secret) {
    return switch (secret) {
      case String text -> List.of(text);
      case Map<?, ?> map ->
          map.entrySet().stream()
              .filter(entry -> String.valueOf(entry.getKey()).contains("private"))
              .map(entry -> String.valueOf(entry.getValue()))
              .toList();
      default -> List.of(secret.toString());
    };
  }
}
