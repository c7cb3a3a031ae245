package org.carelay.twilio;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.carelay.connector.About;
import org.carelay.connector.Describe;
import org.carelay.connector.HttpCall;
import org.carelay.connector.HttpTrigger;
import org.carelay.connector.Sensitivity;
import org.carelay.connector.TriggerEvent;
import org.jspecify.annotations.Nullable;

/** A patient texted the clinic's number. */
final class MessageReceived implements HttpTrigger<TwilioClient, MessageReceived.Input> {
  private static final About ABOUT =
      new About(
          "twilio.message-received",
          "A text message came in",
          "Fires once for each text to the account's number. In Twilio's console, set the number's"
              + " webhook for messages to /hooks/twilio/CONNECTION/inbound at this runtime's public"
              + " address.");

  /** Twilio sends the patient whatever we answer, so we answer nothing. */
  private static final Reply NOTHING =
      new Reply(200, "text/xml", "<?xml version=\"1.0\" encoding=\"UTF-8\"?><Response/>");

  private static final int MAX_PICTURES = 10;

  /** There is nothing to choose: conditions go into the recipe's {@code when}. */
  record Input() {}

  /** The names in scope. */
  record Event(@Describe(title = "Message") Message message) {}

  /** One text. */
  record Message(
      @Describe(title = "From", example = "+15555550123", sensitivity = Sensitivity.PERSONAL)
          String from,
      @Describe(title = "To", help = "The clinic's number.", example = "+15555550100") String to,
      @Describe(title = "Text", example = "1 thanks", sensitivity = Sensitivity.PERSONAL)
          String body,
      @Describe(title = "Twilio's id", example = "SM00000000000000000000000000000000") String sid,
      @Describe(
              title = "Keyword",
              help = "The first word in capitals, without punctuation; may be empty.",
              example = "1")
          String keyword,
      @Describe(title = "More", help = "Whether anything follows the keyword.") boolean more,
      @Describe(
              title = "Opt-out",
              help = "STOP, START or HELP where the message says that and no more.")
          @Nullable String optOut,
      @Describe(
              title = "Pictures",
              help = "Addresses at Twilio, which need the account's credentials.",
              sensitivity = Sensitivity.PERSONAL)
          List<String> media) {}

  @Override
  public About about() {
    return ABOUT;
  }

  @Override
  public Class<Input> input() {
    return Input.class;
  }

  @Override
  public Class<Event> event() {
    return Event.class;
  }

  @Override
  public String path(Input input, String connectionId) {
    return "twilio/" + connectionId + "/inbound";
  }

  @Override
  public Outcome receive(HttpCall call, Input input, TwilioClient client) {
    return switch (SignedForm.read(call, client)) {
      case SignedForm.Reading.Refused(int status, var code, var message) ->
          new Outcome.Refused(status, code, message);
      case SignedForm.Reading.Genuine(var form) -> accept(call, form);
    };
  }

  private static Outcome accept(HttpCall call, SignedForm form) {
    var sid = form.messageSid();
    var from = form.field("From");
    var to = form.field("To");
    if (sid == null || from == null || to == null) {
      return new Outcome.Refused(400, "not-a-message", "MessageSid, From and To must all be there");
    }
    var body = form.fields().getOrDefault("Body", "");
    var keyword = Keyword.of(body);
    var message = new LinkedHashMap<String, @Nullable Object>();
    message.put("from", from);
    message.put("to", to);
    message.put("body", body);
    message.put("sid", sid);
    message.put("keyword", keyword.word());
    message.put("more", keyword.more());
    message.put("optOut", optOut(form, keyword));
    message.put("media", media(form));
    var event = new TriggerEvent(sid, call.receivedAt(), Map.of("message", message));
    return new Outcome.Accepted(List.of(event), NOTHING);
  }

  /** What Twilio itself made of the message, where it says so. */
  private static @Nullable String optOut(SignedForm form, Keyword keyword) {
    var type = form.field("OptOutType");
    return type == null ? keyword.wish() : type;
  }

  private static List<String> media(SignedForm form) {
    var media = new ArrayList<String>();
    for (var index = 0; index < MAX_PICTURES; index++) {
      var url = form.field("MediaUrl" + index);
      if (url != null) {
        media.add(url);
      }
    }
    return media;
  }
}
