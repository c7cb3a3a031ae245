package org.carelay.engine.trigger;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.carelay.connector.Recipient;
import org.carelay.connector.Recipient.Channel;
import org.carelay.connector.TriggerEvent;
import org.carelay.engine.effect.Gate;
import org.carelay.engine.effect.OptOuts;
import org.carelay.engine.journal.Operation;
import org.carelay.engine.store.Arrivals;
import org.jspecify.annotations.Nullable;

/**
 * What a person has written to us. Whether they want to hear from us comes before anything else;
 * then the run that waits for their answer. What is not taken here starts recipes, or is put before
 * a person.
 *
 * <p>Anybody can write any sender on a mail. So a mail wakes only the run whose own mail it
 * answers, whose Message-ID nobody else knows; a text's sender is known from the phone company.
 */
public final class Inbound {
  private static final String ASKED = "Asked for no more messages: ";

  private final Gate gate;
  private final OptOuts optOuts;
  private final Arrivals arrivals;

  public Inbound(Gate gate, OptOuts optOuts, Arrivals arrivals) {
    this.gate = gate;
    this.optOuts = optOuts;
    this.arrivals = arrivals;
  }

  /** True where nothing is left to be done about an event. */
  boolean takes(int workspace, TriggerEvent event, TriggerServices services) {
    if (!(event.data().get("message") instanceof Map<?, ?> message)
        || !(message.get("from") instanceof String from)
        || Boolean.TRUE.equals(message.get("automatic"))) {
      return false;
    }
    var channel = from.contains("@") ? Channel.EMAIL : Channel.SMS;
    var sender = gate.normalise(List.of(new Recipient(channel, from))).getFirst();
    var now = services.ids().now();
    var sentence =
        switch (String.valueOf(message.get("optOut")).toUpperCase(Locale.ROOT)) {
          case "STOP" -> optOuts.add(workspace, sender, now) ? ASKED : "";
          case "START" -> optOuts.remove(workspace, sender) ? "Asked for messages again: " : null;
          default -> null;
        };
    if (sentence != null) {
      tell(workspace, event.key(), sentence, sender, services);
      return true;
    }
    var answers = channel == Channel.EMAIL ? texts(message.get("answers")) : null;
    if (answers != null && answers.isEmpty()) {
      return false;
    }
    var answer =
        new Arrivals.Arrival(
            "reply", List.of(sender.address()), event.key(), message, now, answers);
    boolean taken = arrivals.give(workspace, answer) == Arrivals.Outcome.GIVEN;
    if (taken) {
      services.intake().nudge();
    }
    return taken;
  }

  /** Somebody has asked for no more messages by a link. */
  void optOut(int workspace, Recipient address, TriggerServices services) {
    var sender = gate.normalise(List.of(address)).getFirst();
    var now = services.ids().now();
    if (optOuts.add(workspace, sender, now)) {
      tell(workspace, "link/" + services.ids().next(), ASKED, sender, services);
    }
  }

  private static List<String> texts(@Nullable Object value) {
    return value instanceof List<?> list
        ? list.stream().filter(String.class::isInstance).map(String.class::cast).toList()
        : List.of();
  }

  /**
   * @param sentence empty where there is nothing new in it
   */
  private static void tell(
      int workspace, String key, String sentence, Recipient sender, TriggerServices services) {
    if (!sentence.isEmpty()) {
      services
          .journal()
          .commit(
              List.of(
                  new Operation.Raise(
                      workspace,
                      "opt-out/" + key,
                      "opt-out",
                      null,
                      null,
                      null,
                      sentence + sender.address(),
                      List.of("done"),
                      services.ids().now())));
    }
  }
}
