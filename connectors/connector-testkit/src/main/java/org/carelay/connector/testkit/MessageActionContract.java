package org.carelay.connector.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.carelay.connector.Client;
import org.carelay.connector.ConnectorException.OutcomeUnknown;
import org.carelay.connector.Effect;
import org.carelay.connector.MessageAction;
import org.carelay.connector.Recipient;
import org.carelay.connector.TraceableAction;
import org.junit.jupiter.api.Test;

/** An action that reaches a person: the right one, once. */
public abstract class MessageActionContract<C extends Client, I extends Record, O>
    extends RemoteActionContract<C, I, O> {
  @Override
  protected abstract MessageAction<C, I, O> action();

  /** The addresses that {@link #input()} names are not these. */
  @Override
  protected abstract Recipient[] approved() throws Exception;

  /** The addresses that messages have reached so far, in order. */
  protected abstract List<String> reached() throws Exception;

  /** The outside refuses every message for the time of {@code during}, surely and for good. */
  protected abstract void whileRefusing(Checked during) throws Exception;

  /** The outside takes the message and breaks the connection before it says so. */
  protected abstract void whileBreakingAfterAccepting(Checked during) throws Exception;

  /** A part of a test. */
  protected interface Checked {
    void run() throws Exception;
  }

  @Override
  protected Object outside() throws Exception {
    return reached();
  }

  @Test
  void is_a_message() {
    assertThat(action().effect()).isEqualTo(Effect.MESSAGE);
  }

  @Test
  void names_whom_it_would_reach() throws Exception {
    assertThat(action().recipients(input()))
        .isNotEmpty()
        .allMatch(recipient -> !recipient.address().isBlank());
  }

  @Test
  void reaches_whom_the_gate_approved_and_nobody_else() throws Exception {
    var before = reached().size();
    action().perform(client(), input(), context());
    assertThat(reached().subList(before, reached().size()))
        .containsExactly(Arrays.stream(approved()).map(Recipient::address).toArray(String[]::new));
  }

  @Test
  void reaches_nobody_without_approval() throws Exception {
    var before = reached();
    var context = FakeActionContext.aContext();
    Trying.interrupted(() -> action().perform(client(), input(), context), PATIENCE, PATIENCE);
    assertThat(reached()).isEqualTo(before);
  }

  @Test
  void tells_a_refusal_from_an_unknown_outcome() throws Exception {
    whileRefusing(
        () -> assertThat(failure(client(), input())).isNotInstanceOf(OutcomeUnknown.class));
  }

  @Test
  void tries_once_where_the_outcome_is_unknown() throws Exception {
    var before = reached().size();
    whileBreakingAfterAccepting(
        () -> assertThat(failure(client(), input())).isInstanceOf(OutcomeUnknown.class));
    assertThat(reached().size() - before).isLessThanOrEqualTo(approved().length);
  }

  @Test
  void finds_again_what_it_sent_where_it_can_look() throws Exception {
    if (!(action() instanceof TraceableAction<?, ?, ?>)) {
      return;
    }
    @SuppressWarnings("unchecked")
    var traceable = (TraceableAction<C, I, O>) action();
    var since = Instant.now().minusSeconds(5);
    var context = context();
    action().perform(client(), input(), context);
    var found = traceable.trace(client(), input(), since, context.again());
    assertThat(found.stream().map(TraceableAction.Trace::reference))
        .containsAnyElementsOf(context.references());
  }
}
