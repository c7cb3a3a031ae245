package org.carelay.twilio;

import com.twilio.rest.api.v2010.account.Message;
import com.twilio.rest.api.v2010.account.MessageCreator;
import com.twilio.type.PhoneNumber;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.carelay.connector.About;
import org.carelay.connector.ActionContext;
import org.carelay.connector.ConnectorException;
import org.carelay.connector.ConnectorException.Permanent;
import org.carelay.connector.ConnectorException.Retryable;
import org.carelay.connector.Describe;
import org.carelay.connector.InputProblem;
import org.carelay.connector.MessageAction;
import org.carelay.connector.Recipient;
import org.carelay.connector.Sensitivity;
import org.carelay.connector.TraceableAction;
import org.jspecify.annotations.Nullable;

/** Sends one text to one phone. */
final class SendSms
    implements MessageAction<TwilioClient, SendSms.Input, Sent>,
        TraceableAction<TwilioClient, SendSms.Input, Sent> {
  private static final About ABOUT =
      new About(
          "twilio.send-sms",
          "Send a text message",
          "Texts one phone. The step is done when Twilio has taken the text; whether it was"
              + " delivered is shown on the run as soon as Twilio says so.");

  /** What a step says. */
  record Input(
      @Describe(
              title = "To",
              help = "The phone's number; one without a country code is read for the clinic's.",
              example = "+15555550123",
              sensitivity = Sensitivity.PERSONAL)
          String to,
      @Describe(
              title = "Text",
              help =
                  "Up to 1600 characters. Up to 160 plain characters cost one text; an emoji or a"
                      + " curly quote makes that 70.",
              example = "Elm Clinic is ready for you. Call 555-0100 with questions.",
              sensitivity = Sensitivity.PERSONAL,
              widget = "multiline")
          String body,
      @Describe(
              title = "Picture",
              help = "The public address of a picture to send along, where the carrier takes one.",
              example = "https://example.org/map.png")
          @Nullable URI mediaUrl) {}

  @Override
  public About about() {
    return ABOUT;
  }

  @Override
  public Class<Input> input() {
    return Input.class;
  }

  @Override
  public Class<Sent> output() {
    return Sent.class;
  }

  @Override
  public List<Recipient> recipients(Input input) {
    return List.of(new Recipient(Recipient.Channel.SMS, input.to()));
  }

  @Override
  public Sent perform(TwilioClient client, Input input, ActionContext context)
      throws ConnectorException {
    var creator = creator(client, input, context);
    if (Thread.currentThread().isInterrupted()) {
      throw new Retryable("interrupted", "The step was stopped before anything was sent.", null);
    }
    if (!context.clock().instant().isBefore(context.deadline())) {
      throw new Retryable("too-late", "The time for this step was over before it began.", null);
    }
    var message = TwilioErrors.changing(() -> creator.create(client.rest()));
    if (message == null || message.getSid() == null) {
      throw TwilioErrors.unreadable();
    }
    context.reference(message.getSid());
    if (Sent.failed(message)) {
      throw TwilioErrors.failedAtOnce(message.getErrorCode());
    }
    var sent = Sent.of(message, input.body(), context.clock().instant());
    context.log("Twilio took the text as %s (parts: %d)".formatted(sent.sid(), sent.segments()));
    return sent;
  }

  @Override
  public List<Trace<Sent>> trace(
      TwilioClient client, Input input, Instant since, ActionContext context)
      throws ConnectorException, InterruptedException {
    return MessageLookup.find(client, approved(context), input.body(), since);
  }

  @Override
  public List<InputProblem> check(Map<String, Object> written) {
    return TextRules.check(written);
  }

  private static MessageCreator creator(TwilioClient client, Input input, ActionContext context)
      throws Permanent {
    var body = input.body();
    TextRules.require(body);
    var to = new PhoneNumber(approved(context));
    var from = client.from();
    var service = client.messagingServiceSid();
    var creator =
        service == null
            ? Message.creator(to, new PhoneNumber(String.valueOf(from)), body)
            : Message.creator(to, service, body);
    if (service != null && from != null) {
      creator.setFrom(new PhoneNumber(from));
    }
    var picture = input.mediaUrl();
    if (picture != null) {
      creator.setMediaUrl(picture);
    }
    if (client.canBeTold()) {
      creator.setStatusCallback(context.callbackUrl(StatusCallback.ID));
    }
    var validity = client.validityPeriod();
    if (validity != null) {
      creator.setValidityPeriod((int) validity.toSeconds());
    }
    return creator;
  }

  /** The one phone that the gate let through; nothing is sent to what the recipe says. */
  private static String approved(ActionContext context) throws Permanent {
    var recipients = context.recipients();
    if (recipients.size() != 1 || recipients.getFirst().channel() != Recipient.Channel.SMS) {
      throw new Permanent(
          "no-recipient", "No phone was approved for this text, so it was not sent.", null);
    }
    return recipients.getFirst().address();
  }
}
