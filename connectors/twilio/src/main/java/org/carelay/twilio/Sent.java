package org.carelay.twilio;

import com.twilio.rest.api.v2010.account.Message;
import java.time.Instant;
import org.carelay.connector.Describe;
import org.jspecify.annotations.Nullable;

/** What came of sending a text. */
record Sent(
    @Describe(
            title = "Status",
            help =
                "Sent once Twilio has taken the text; Not delivered where Twilio already knows"
                    + " that it failed. Fit for a column of a sheet.",
            example = "Sent")
        String status,
    @Describe(title = "Twilio's id", example = "SM00000000000000000000000000000000") String sid,
    @Describe(title = "Twilio's status", example = "queued") String state,
    @Describe(title = "Parts", help = "How many texts the phone company makes of it.") int segments,
    @Describe(title = "Taken at") Instant at) {

  /** From what Twilio holds; {@code otherwise} where it does not say when. */
  static Sent of(Message message, String body, Instant otherwise) {
    var created = message.getDateCreated();
    return new Sent(
        failed(message) ? "Not delivered" : "Sent",
        message.getSid(),
        message.getStatus() == null ? "accepted" : message.getStatus().toString(),
        segments(message.getNumSegments(), body),
        created == null ? otherwise : created.toInstant());
  }

  static boolean failed(Message message) {
    return switch (message.getStatus()) {
      case FAILED, UNDELIVERED, CANCELED -> true;
      case null, default -> false;
    };
  }

  private static int segments(@Nullable String counted, String body) {
    return counted != null && counted.matches("[1-9]\\d{0,3}")
        ? Integer.parseInt(counted)
        : Segments.count(body);
  }
}
