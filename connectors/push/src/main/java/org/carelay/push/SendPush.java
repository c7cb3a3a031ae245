package org.carelay.push;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.carelay.connector.About;
import org.carelay.connector.ActionContext;
import org.carelay.connector.ConnectorException;
import org.carelay.connector.ConnectorException.OutcomeUnknown;
import org.carelay.connector.ConnectorException.Permanent;
import org.carelay.connector.ConnectorException.Retryable;
import org.carelay.connector.Describe;
import org.carelay.connector.InputProblem;
import org.carelay.connector.MessageAction;
import org.carelay.connector.Recipient;
import org.carelay.connector.Sensitivity;
import org.jspecify.annotations.Nullable;

/**
 * Sends a note to a person's browsers and apps. Title and text are the recipe's own words: they
 * pass through push services and stand on lock screens, so no value can be put into them.
 */
final class SendPush implements MessageAction<PushClient, SendPush.Input, Pushed> {
  private static final Duration TTL = Duration.ofHours(4);
  private static final Duration MOST_TTL = Duration.ofDays(28);
  private static final String NO_VALUES =
      "A note is seen by push services and on lock screens: write fixed words, without {{ }}.";
  private static final String NO_LINK = "'link' must begin with https://.";

  /** What a step says. */
  record Input(
      @Describe(
              title = "To",
              help =
                  "topic: and a topic that staff have subscribed to, subscriptions of browsers as"
                      + " they gave them, or fcm: and an app's registration token.",
              example = "topic:charge-nurses",
              sensitivity = Sensitivity.PERSONAL)
          List<Object> to,
      @Describe(
              title = "Title",
              help = "Fixed words; values cannot be put in.",
              example = "Elm Clinic",
              verbatim = true)
          String title,
      @Describe(
              title = "Text",
              help = "Fixed words; values cannot be put in.",
              example = "You have a new message. Open it to read.",
              verbatim = true)
          String text,
      @Describe(
              title = "Link",
              help = "What opens; an https address without a name or number of the patient's.",
              example = "https://example.org/messages")
          @Nullable String link,
      @Describe(title = "Urgency", defaultValue = "normal") Note.@Nullable Urgency urgency,
      @Describe(
              title = "Useful for",
              help = "A device that is off for longer never shows it.",
              defaultValue = "PT4H")
          @Nullable Duration ttl) {}

  @Override
  public About about() {
    return new About(
        "push.send",
        "Send a push note",
        "Shows a note with fixed words on the devices of one person. Nothing about a patient goes"
            + " along; the person opens a page to read it.");
  }

  @Override
  public Class<Input> input() {
    return Input.class;
  }

  @Override
  public Class<Pushed> output() {
    return Pushed.class;
  }

  /** What cannot be read stays as it is, so that the gate and a person see it. */
  @Override
  public List<Recipient> recipients(Input input) {
    return input.to().stream()
        .map(
            written -> {
              var target = Target.of(written);
              var address = target == null ? String.valueOf(written) : target.address();
              return new Recipient(Recipient.Channel.PUSH, address);
            })
        .filter(recipient -> !recipient.address().isBlank())
        .toList();
  }

  @Override
  public Pushed perform(PushClient client, Input input, ActionContext context)
      throws ConnectorException, InterruptedException {
    if (Thread.interrupted()) {
      throw new InterruptedException("Before anything was sent");
    }
    var note = note(input, context);
    var content = content(note);
    var targets = approved(context);
    var outcomes = new ArrayList<@Nullable ConnectorException>();
    for (var target : targets) {
      var outcome =
          sendTo(target, client, note, content, targets.size() > 1 ? context : null, context);
      if (outcome != null && outcome.code().equals("subscription-gone")) {
        new Subscriptions(context.memory()).removeEverywhere(target);
      }
      outcomes.add(outcome);
    }
    return judge(outcomes, targets, context);
  }

  /**
   * @param notes where several are told, so that a later attempt leaves out who has it already
   * @return null where it was taken
   */
  private static @Nullable ConnectorException sendTo(
      Target target,
      PushClient client,
      Note note,
      byte[] content,
      @Nullable ActionContext notes,
      ActionContext context) {
    var key = "push/" + context.effectKey() + "/" + digest(target);
    if (notes != null && notes.memory().get(key) != null) {
      return null;
    }
    try {
      var reference = client.send(target, content, note, context.deadline());
      if (notes != null) {
        notes.memory().put(key, "taken");
      }
      if (reference != null) {
        context.reference(reference);
      }
      return null;
    } catch (ConnectorException e) {
      return e;
    }
  }

  /** Unknown weighs most, then what may be tried again, then what is refused for good. */
  private static Pushed judge(
      List<@Nullable ConnectorException> outcomes, List<Target> targets, ActionContext context)
      throws ConnectorException {
    var taken = outcomes.stream().filter(each -> each == null).count();
    context.log("Push services took the note for %d of %d".formatted(taken, targets.size()));
    for (var kind :
        List.of(
            OutcomeUnknown.class,
            ConnectorException.AuthenticationFailed.class,
            Retryable.class,
            Permanent.class)) {
      for (var failure : outcomes) {
        if (kind.isInstance(failure) && (taken == 0 || !(failure instanceof Permanent))) {
          throw failure;
        }
      }
    }
    targets.forEach(
        target -> context.memory().remove("push/" + context.effectKey() + "/" + digest(target)));
    var each =
        outcomes.stream()
            .map(
                no ->
                    no == null
                        ? new Pushed.ToOne("Sent", null)
                        : new Pushed.ToOne("Refused", no.code()))
            .toList();
    return new Pushed(taken == targets.size() ? "Sent" : "Partly sent", each);
  }

  private static List<Target> approved(ActionContext context) throws Permanent {
    var targets = new ArrayList<Target>();
    for (var recipient : context.recipients()) {
      if (recipient.channel() == Recipient.Channel.PUSH
          && recipient.address().startsWith(Subscriptions.TOPIC)) {
        targets.addAll(subscribed(recipient.address(), context));
        continue;
      }
      var target =
          recipient.channel() == Recipient.Channel.PUSH ? Target.of(recipient.address()) : null;
      if (target == null) {
        throw new Permanent(
            "bad-subscription",
            "A recipient is neither a topic, nor a browser's subscription, nor fcm: with a token.",
            null);
      }
      if (!targets.contains(target)) {
        targets.add(target);
      }
    }
    if (targets.isEmpty()) {
      throw new Permanent(
          "no-recipient", "No recipient was approved for this note, so it was not sent.", null);
    }
    return targets;
  }

  private static List<Target> subscribed(String address, ActionContext context) throws Permanent {
    var topic = address.substring(Subscriptions.TOPIC.length()).strip();
    var targets = new Subscriptions(context.memory()).of(topic);
    if (targets.isEmpty()) {
      throw new Permanent(
          "nobody-subscribed",
          "Nobody has subscribed to \"%s\". Give staff the link of the subscription page."
              .formatted(Subscriptions.isTopic(topic) ? topic : "that topic"),
          null);
    }
    return targets;
  }

  private static Note note(Input input, ActionContext context) throws Permanent {
    var ttl = input.ttl() == null ? TTL : input.ttl();
    if (ttl.isNegative() || ttl.compareTo(MOST_TTL) > 0) {
      throw new Permanent("bad-ttl", "A note is useful for between 0 and 28 days.", null);
    }
    if (input.link() != null && !input.link().startsWith("https://")) {
      throw new Permanent("bad-link", NO_LINK, null);
    }
    return new Note(
        input.title(),
        input.text(),
        input.link(),
        input.urgency() == null ? Note.Urgency.NORMAL : input.urgency(),
        ttl,
        context.effectKey());
  }

  /** For the page's service worker. */
  private static byte[] content(Note note) {
    var json = Target.JSON.createObjectNode().put("title", note.title()).put("body", note.body());
    if (note.link() != null) {
      json.put("link", note.link());
    }
    return json.toString().getBytes(StandardCharsets.UTF_8);
  }

  private static String digest(Target target) {
    try {
      var bytes = target.address().getBytes(StandardCharsets.UTF_8);
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes), 0, 8);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("This JDK has no SHA-256", e);
    }
  }

  @Override
  public List<InputProblem> check(Map<String, Object> written) {
    var problems = new ArrayList<InputProblem>();
    for (var name : List.of("title", "text")) {
      if (written.get(name) instanceof String words && words.contains("{{")) {
        problems.add(new InputProblem("/" + name, "values-in-a-note", NO_VALUES));
      }
    }
    if (written.get("link") instanceof String link && !link.startsWith("https://")) {
      problems.add(new InputProblem("/link", "bad-link", NO_LINK));
    }
    return problems;
  }
}
