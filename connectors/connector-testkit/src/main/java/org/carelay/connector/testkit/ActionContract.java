package org.carelay.connector.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.carelay.connector.Action;
import org.carelay.connector.Client;
import org.carelay.connector.ConnectorException;
import org.carelay.connector.Recipient;
import org.carelay.recipe.Binder;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** One action against a real outside system, or a stand-in that speaks its protocol. */
public abstract class ActionContract<C extends Client, I extends Record, O> {
  /** How long an action may take to notice that it was interrupted, or is late. */
  protected static final Duration PATIENCE = Duration.ofSeconds(15);

  protected abstract Action<C, I, O> action();

  /** A client of the working outside system; the test case closes what it opened. */
  protected abstract C client() throws Exception;

  /** Something that works, and that changes the outside where the action is a write. */
  protected abstract I input() throws Exception;

  /**
   * A picture of what the action may change outside: equal pictures, equal outside. Of no matter
   * where the action only reads and there is nothing to look at.
   */
  protected abstract Object outside() throws Exception;

  /** The people whom the gate approved; none where the action reaches nobody. */
  protected Recipient[] approved() throws Exception {
    return new Recipient[0];
  }

  protected FakeActionContext context() throws Exception {
    return FakeActionContext.aContext().to(approved());
  }

  @Test
  void takes_its_input_from_json() throws Exception {
    var json = Binder.toJson(input());
    assertThat(JsonValues.strangersIn(json)).isEmpty();
    if (json instanceof Map<?, ?> object) {
      var written = new LinkedHashMap<String, Object>();
      object.forEach((name, value) -> written.put(String.valueOf(name), value));
      assertThat(Binder.bind(written, action().input())).isEqualTo(input());
    }
  }

  @Test
  void returns_what_it_declares() throws Exception {
    var output = action().perform(client(), input(), context());
    if (output != null) {
      assertThat(JsonValues.strangersIn(Binder.toJson(output))).isEmpty();
    }
    if (action().output() != Object.class) {
      assertThat(output).isInstanceOf(action().output());
      assertThat(DescribedRecord.of(Objects.requireNonNull(output).getClass()).problems())
          .isEmpty();
    }
  }

  @Test
  void does_to_the_outside_what_its_effect_says() throws Exception {
    var before = outside();
    var first = context();
    action().perform(client(), input(), first);
    var once = outside();
    switch (action().effect()) {
      case READ -> assertThat(once).as("a read changes nothing").isEqualTo(before);
      case WRITE, MESSAGE -> assertThat(once).as("a write changes something").isNotEqualTo(before);
      case IDEMPOTENT_WRITE -> {
        assertThat(once).as("a write changes something").isNotEqualTo(before);
        action().perform(client(), input(), first.again());
        assertThat(outside()).as("twice is once").isEqualTo(once);
      }
    }
  }

  @Test
  void may_be_interrupted_before_it_begins() throws Exception {
    var before = outside();
    var client = client();
    var input = input();
    var context = context();
    var ended =
        Trying.interrupted(
            () -> {
              Thread.currentThread().interrupt();
              return action().perform(client, input, context);
            },
            PATIENCE,
            PATIENCE);
    if (ended == null) {
      return; // it was quicker than the interrupt
    }
    assertThat(ended).isInstanceOfAny(InterruptedException.class, ConnectorException.class);
    if (!(ended instanceof ConnectorException.OutcomeUnknown)) {
      assertThat(outside()).as("surely nothing happened").isEqualTo(before);
    }
  }

  @Test
  void is_stateless() throws Exception {
    var changed =
        Arrays.stream(action().getClass().getDeclaredFields())
            .filter(field -> !Modifier.isFinal(field.getModifiers()))
            .map(Field::getName)
            .toList();
    assertThat(changed).as("fields that can change").isEmpty();
  }

  /** Asserts that a call ends with a typed failure, and returns it. */
  protected ConnectorException failure(C client, I input) throws Exception {
    var context = context();
    return Trying.failure(() -> action().perform(client, input, context));
  }

  /** Fails unless {@code ended} is how an action may end when told to stop. */
  protected static void assertStopped(@Nullable Throwable ended) {
    if (ended == null) {
      fail("A silent outside system was believed");
    }
    assertThat(ended).isInstanceOfAny(InterruptedException.class, ConnectorException.class);
    assertThat(ended).isNotInstanceOf(ConnectorException.Permanent.class);
  }
}
