package org.carelay.engine.run;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.carelay.connector.Recipient;
import org.carelay.connector.Recipient.Channel;
import org.carelay.engine.effect.LedgerKey;
import org.carelay.engine.journal.EntryKind;
import org.carelay.engine.journal.Operation;
import org.carelay.engine.journal.RunState;
import org.carelay.engine.store.Posts;
import org.carelay.recipe.Step;
import org.jspecify.annotations.Nullable;

/** A step that goes on when a person has answered, or when nobody has in time. */
final class Awaiting {
  static final String APPROVE = "approve";
  static final String DECLINE = "decline";

  /** Which form is waited for; recorded with its answer. */
  static final String INVITATION = "invitation";

  /** What the ledger says while the provider may still have news. */
  private static final Set<String> OPEN = Set.of("trying", "done", "unknown", "held");

  private final RunExecution execution;
  private final Step.WaitFor step;
  private final String path;
  private final Frame frame;

  Awaiting(RunExecution execution, Step.WaitFor step, String path, Frame frame) {
    this.execution = execution;
    this.step = step;
    this.path = path;
    this.frame = frame;
  }

  Flow go() {
    execution.awaits();
    var before = execution.history.of(path);
    if (before == null) {
      return begin();
    }
    if (before.outcome() != null) {
      return before.outcome().kind() == EntryKind.CHOSEN ? late() : after(before.outcome().body());
    }
    var arrival = arrival();
    if (arrival != null) {
      execution.history.add(new Operation.Withdraw(execution.run.key(), path));
      return answered(arrival);
    }
    if (before.decision() != null) {
      var approved = before.decision().equals(APPROVE);
      return answered(Map.of("decision", before.decision(), "approved", approved));
    }
    var news = isAboutReceipt() ? receipt() : null;
    if (news != null) {
      withdraw();
      return answered(news);
    }
    var until = before.retryAt();
    if (until == null || until.isAfter(execution.services.clock().instant())) {
      return new Flow.Park(RunState.WAITING, until);
    }
    // From here on nothing is given to this step; what came at the last moment has been.
    execution.services.arrivals().close(execution.run.key().id(), path);
    arrival = arrival();
    if (arrival != null) {
      withdraw();
      return answered(arrival);
    }
    execution.history.record(EntryKind.CHOSEN, path, Map.of("timedOut", true));
    withdraw();
    return late();
  }

  private Flow begin() {
    var with = step.what().with().render(execution.scope(frame));
    var news = isAboutReceipt() ? receipt() : null;
    if (news != null) {
      return answered(news);
    }
    var now = execution.services.ids().now();
    Instant until = step.timeout() == null ? null : now.plus(step.timeout());
    execution.history.record(
        EntryKind.WAITING, path, until == null ? Map.of() : Map.of("until", until.toString()));
    switch (step.what().kind()) {
      case REPLY -> {
        var from = address(with.get("to"));
        if (from == null) {
          return fail("missing-value", "There is no address from which a reply could come.");
        }
        await("reply", from, now);
      }
      case APPROVAL -> ask(with, now);
      case RECEIPT ->
          await(
              "receipt",
              Objects.requireNonNull(messageKey(), "a message without a key has an outcome"),
              now);
      case FORM -> {
        var invitation = invitation();
        var answer =
            execution.services.invitations().answerOf(execution.run.workspace(), invitation);
        if (answer != null) {
          return answered(answer);
        }
        await("form", invitation, now);
      }
      case WEBHOOK -> {
        var post = Objects.requireNonNull(step.what().post());
        var wanted = post.equals().render(execution.scope(frame));
        if (Posts.isBlank(wanted)) {
          return fail("missing-value", "There is nothing by which the post could be known.");
        }
        await("webhook", Posts.address(post.listen(), wanted), now);
      }
    }
    return new Flow.Park(RunState.WAITING, until);
  }

  private void await(String kind, String address, Instant since) {
    execution.history.add(
        new Operation.Await(
            execution.run.workspace(), execution.run.key(), path, kind, address, since));
  }

  /** What has come; null where nothing has. */
  private @Nullable Map<String, Object> arrival() {
    if (step.what().kind() != Step.Awaited.Kind.FORM) {
      return execution.services.arrivals().of(execution.run.key().id(), path);
    }
    return execution.services.invitations().answerOf(execution.run.workspace(), invitation());
  }

  private String invitation() {
    var with = step.what().with().render(execution.scope(frame));
    return String.valueOf(with.get(INVITATION));
  }

  private boolean isAboutReceipt() {
    return step.what().kind() == Step.Awaited.Kind.RECEIPT;
  }

  /** What is known for good of the message; null where that is still to come. */
  private @Nullable Map<String, Object> receipt() {
    var key = messageKey();
    if (key == null) {
      return Map.of("state", withoutAttempt());
    }
    // What this run itself knows of it must be in the ledger before that is asked.
    execution.flush();
    var state = execution.services.ledger().state(execution.run.workspace(), key);
    if (state == null || OPEN.contains(state)) {
      return null;
    }
    // News that came before this run waited for it was a person's until now.
    execution.history.add(
        new Operation.Close(
            execution.run.workspace(),
            LedgerKey.undelivered(key),
            "late",
            execution.services.ids().now()));
    return Map.of("state", state);
  }

  private @Nullable StepHistory message() {
    var of = step.what().with().render(execution.scope(frame)).get("of");
    var message = execution.history.earlier(path, String.valueOf(of));
    return message == null ? null : execution.history.of(message);
  }

  private @Nullable String messageKey() {
    var message = message();
    return message == null ? null : message.effectKey();
  }

  /**
   * What a message that was never tried says of itself. In a trial nothing is sent, and goes well.
   */
  private String withoutAttempt() {
    var message = message();
    var outcome = message == null ? null : message.outcome();
    var output = outcome == null ? null : outcome.body().get("output");
    var status = output instanceof Map<?, ?> named ? String.valueOf(named.get("status")) : "";
    return switch (status) {
      case "Sent" -> "delivered";
      case EffectStep.NOT_SENT -> "suppressed";
      case EffectStep.TOO_LATE -> "expired";
      case EffectStep.BAD_ADDRESS -> "failed";
      default -> "not-sent";
    };
  }

  /** As the gate writes it, so that an answer from there is known. */
  private @Nullable String address(@Nullable Object written) {
    if (written == null || String.valueOf(written).isBlank()) {
      return null;
    }
    var address = String.valueOf(written);
    var channel = address.contains("@") ? Channel.EMAIL : Channel.SMS;
    return execution
        .services
        .gate()
        .normalise(List.of(new Recipient(channel, address)))
        .getFirst()
        .address();
  }

  private void ask(Map<String, Object> with, Instant now) {
    var question = with.get("ask") instanceof String text ? text : "May this run go on?";
    execution.history.add(
        new Operation.Raise(
            execution.run.workspace(),
            source(),
            "approval",
            execution.run.recipe().id(),
            execution.run.key().id(),
            path,
            question,
            List.of(APPROVE, DECLINE),
            now));
  }

  private String source() {
    return "run/" + execution.run.key().id() + "/" + path;
  }

  private void withdraw() {
    execution.history.add(new Operation.Withdraw(execution.run.key(), path));
    execution.history.add(
        new Operation.Close(
            execution.run.workspace(), source(), "late", execution.services.ids().now()));
  }

  private Flow answered(Map<String, Object> answer) {
    var body = new HashMap<String, Object>(Map.of("output", answer));
    if (step.what().kind() == Step.Awaited.Kind.FORM) {
      body.put(INVITATION, invitation());
    }
    execution.history.record(EntryKind.DONE, path, body);
    return after(Map.of("output", answer));
  }

  private Flow after(Map<String, Object> outcome) {
    frame.put(step.id(), outcome.getOrDefault("output", Map.of()));
    return Flow.DONE;
  }

  private Flow late() {
    frame.put(
        step.id(),
        isAboutReceipt()
            ? Map.of("timedOut", true, "state", "not-known")
            : Map.of("timedOut", true));
    return execution.all(step.onTimeout(), path + "/onTimeout/", frame);
  }

  private Flow fail(String code, String message) {
    var error = new StepError(code, message);
    execution.history.record(EntryKind.FAILED, path, Map.of("error", error.toJson()));
    return new Flow.Fail(path, error);
  }
}
