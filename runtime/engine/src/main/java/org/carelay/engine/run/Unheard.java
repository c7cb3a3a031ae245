package org.carelay.engine.run;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.carelay.engine.journal.Operation;
import org.carelay.engine.store.Arrivals;

/**
 * What was given to a run that ends without having looked at it: another branch ended the run, or
 * its time was over. Whoever wrote was told that it arrived, so a person must read it.
 */
final class Unheard {
  private static final int MOST_CHARACTERS = 2_000;

  private Unheard() {}

  /** Nothing more is given to the run from now on. */
  static Stream<Arrivals.Unread> of(Run run, RunServices services) {
    return services.arrivals().close(run.key().id()).stream().filter(Unheard::matters);
  }

  private static boolean matters(Arrivals.Unread one) {
    return !one.kind().equals("receipt")
        || "undelivered".equals(String.valueOf(one.content().get("state")));
  }

  /** Forms that were answered and whose answers no step of the run has heard. */
  static Stream<Operation> answers(Run run, RunServices services, History history) {
    var heard = history.recorded(Awaiting.INVITATION);
    return services.invitations().answers(run.workspace(), run.key().id()).entrySet().stream()
        .filter(answer -> !heard.contains(answer.getKey()))
        .map(
            answer ->
                new Operation.Raise(
                    run.workspace(),
                    "unheard/" + answer.getKey(),
                    "reply",
                    run.recipe().id(),
                    run.key().id(),
                    null,
                    "A form was answered when its run did not wait for that any more: "
                        + shortened(answer.getValue()),
                    List.of("done"),
                    services.ids().now()));
  }

  private static String shortened(Map<String, Object> answer) {
    var all =
        answer.entrySet().stream()
            .map(one -> one.getKey() + ": " + one.getValue())
            .collect(Collectors.joining("; "));
    return all.length() <= MOST_CHARACTERS ? all : all.substring(0, MOST_CHARACTERS) + "…";
  }

  static Operation tell(Run run, Arrivals.Unread one, Instant now) {
    return new Operation.Raise(
        run.workspace(),
        "unheard/" + run.key().id() + "/" + one.step(),
        one.kind().equals("receipt") ? "undelivered" : one.kind(),
        run.recipe().id(),
        run.key().id(),
        one.step(),
        sentence(one),
        List.of("done"),
        now);
  }

  private static String sentence(Arrivals.Unread one) {
    return switch (one.kind()) {
      case "reply" ->
          "A reply from %s came while its run ended: %s"
              .formatted(one.content().get("from"), one.content().get("body"));
      case "receipt" -> "A message did not arrive, and its run ended before it heard of it.";
      default -> "A post came for a run while it ended. It is kept among the recipe's events.";
    };
  }
}
