package org.carelay.email;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.carelay.connector.About;
import org.carelay.connector.ActionContext;
import org.carelay.connector.ConnectorException;
import org.carelay.connector.ConnectorException.Permanent;
import org.carelay.connector.Describe;
import org.carelay.connector.InputProblem;
import org.carelay.connector.MessageAction;
import org.carelay.connector.Recipient;
import org.carelay.connector.Sensitivity;
import org.jspecify.annotations.Nullable;

/**
 * Sends one mail to each recipient.
 *
 * <p>SMTP cannot be asked later what became of a mail, so an unknown outcome is left to a person.
 */
final class SendEmail implements MessageAction<EmailClient, SendEmail.Input, Mailed> {
  private static final About ABOUT =
      new About(
          "email.send",
          "Send an email",
          "Sends a mail of its own to each address, so that no recipient sees another. The step is"
              + " done when the mail server has taken all of them.");

  /** What a step says. */
  record Input(
      @Describe(
              title = "To",
              help = "One or more addresses; each gets a mail of its own.",
              example = "avery@example.org",
              sensitivity = Sensitivity.PERSONAL)
          List<String> to,
      @Describe(
              title = "Subject",
              help = "One line. It shows on lock screens: nothing about a patient's health in it.",
              example = "How are you after your visit?",
              sensitivity = Sensitivity.PERSONAL)
          String subject,
      @Describe(
              title = "Text",
              help = "Needed unless there is HTML; with both, the reader's program chooses.",
              sensitivity = Sensitivity.PERSONAL,
              widget = "multiline")
          @Nullable String text,
      @Describe(title = "HTML", sensitivity = Sensitivity.PERSONAL, widget = "multiline")
          @Nullable String html,
      @Describe(
              title = "Reply to",
              help = "Where answers go, if not to the sender.",
              example = "desk@example.org")
          @Nullable String replyTo,
      @Describe(
              title = "Attachments",
              help = "Files of earlier steps, or their content; up to 20 MiB together.",
              example = "{{ steps.report.file }}")
          @Nullable List<Attachment> attachments,
      @Describe(
              title = "Unsubscribe at",
              help =
                  "For surveys and campaigns: link for one click that Carelay itself hears of, reply"
                      + " for a mail to the connection's mailbox, or your own https address that"
                      + " takes a POST.",
              example = "link")
          @Nullable String unsubscribe) {}

  @Override
  public About about() {
    return ABOUT;
  }

  @Override
  public Class<Input> input() {
    return Input.class;
  }

  @Override
  public Class<Mailed> output() {
    return Mailed.class;
  }

  @Override
  public List<Recipient> recipients(Input input) {
    return Addresses.split(input.to()).stream()
        .map(address -> new Recipient(Recipient.Channel.EMAIL, address))
        .toList();
  }

  @Override
  public Mailed perform(EmailClient client, Input input, ActionContext context)
      throws ConnectorException {
    return new MailRound(client, input, context, approved(context)).send();
  }

  @Override
  public List<InputProblem> check(Map<String, Object> written) {
    var problems = new ArrayList<InputProblem>();
    if (written.get("to") instanceof String to) {
      checkAddresses(to, "/to", problems);
    }
    if (written.get("to") instanceof List<?> list) {
      for (var index = 0; index < list.size(); index++) {
        if (list.get(index) instanceof String to) {
          checkAddresses(to, "/to/" + index, problems);
        }
      }
    }
    if (written.get("replyTo") instanceof String replyTo && !Addresses.isBare(replyTo.strip())) {
      problems.add(bad("/replyTo"));
    }
    if (written.get("subject") instanceof String subject
        && (subject.isBlank() || Addresses.breaksTheLine(subject))) {
      problems.add(new InputProblem("/subject", "bad-subject", "Write a subject of one line"));
    }
    if (written.get("unsubscribe") instanceof String unsubscribe
        && !Unsubscribe.isAddress(unsubscribe)) {
      problems.add(new InputProblem("/unsubscribe", "bad-unsubscribe", Unsubscribe.BAD));
    }
    return problems;
  }

  private static void checkAddresses(String to, String pointer, List<InputProblem> problems) {
    var addresses = Addresses.split(List.of(to));
    if (addresses.isEmpty() || !addresses.stream().allMatch(Addresses::isBare)) {
      problems.add(bad(pointer));
    }
  }

  private static InputProblem bad(String pointer) {
    return new InputProblem(
        pointer, "bad-address", "Write an address such as avery@example.org, or {{ row.Email }}");
  }

  /** Those whom the gate let through, each once; nothing is sent to what the recipe says. */
  private static List<String> approved(ActionContext context) throws Permanent {
    var addresses =
        context.recipients().stream()
            .filter(recipient -> recipient.channel() == Recipient.Channel.EMAIL)
            .map(Recipient::address)
            .distinct()
            .toList();
    if (addresses.isEmpty()) {
      throw new Permanent(
          "no-recipient", "No address was approved for this mail, so it was not sent.", null);
    }
    if (!addresses.stream().allMatch(Addresses::isBare)) {
      throw new Permanent(
          "bad-address", "A recipient's address is not one, so nothing was sent. Check it.", null);
    }
    return addresses;
  }
}
