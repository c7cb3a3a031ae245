package org.carelay.email;

import java.util.List;
import org.carelay.connector.Describe;
import org.carelay.connector.Sensitivity;
import org.jspecify.annotations.Nullable;

/** What came of sending: the mail server has taken it, which is not yet to say it was read. */
record Mailed(
    @Describe(
            title = "Status",
            help =
                "Sent where the mail server took the mail for everybody; Partly sent where it"
                    + " refused some addresses for good. Fit for a column of a sheet.",
            example = "Sent")
        String status,
    @Describe(
            title = "Message-ID",
            help = "Of the first mail that was taken.",
            example = "<0f3a.1b2c@example.org>")
        String messageId,
    @Describe(title = "Recipients", help = "One entry per address, in order.")
        List<ToOne> recipients) {

  /** What came of the mail to one address. */
  record ToOne(
      @Describe(title = "Address", sensitivity = Sensitivity.PERSONAL) String address,
      @Describe(title = "Status", help = "Sent or Refused.") String status,
      @Describe(title = "Message-ID") String messageId,
      @Describe(title = "Why it was refused", example = "recipient-refused")
          @Nullable String code) {}

  static Mailed of(List<ToOne> recipients) {
    var sent = recipients.stream().filter(each -> each.code() == null).toList();
    return new Mailed(
        sent.size() == recipients.size() ? "Sent" : "Partly sent",
        sent.getFirst().messageId(),
        recipients);
  }
}
