package org.carelay.push;

import java.util.List;
import org.carelay.connector.Describe;
import org.jspecify.annotations.Nullable;

/** What came of sending: the push service has taken it, which is not yet to say it was seen. */
record Pushed(
    @Describe(
            title = "Status",
            help = "Sent, or Partly sent where some are gone.",
            example = "Sent")
        String status,
    @Describe(title = "Recipients", help = "One entry for each, in order.")
        List<ToOne> recipients) {

  /** What came of the note to one of them. */
  record ToOne(
      @Describe(title = "Status", help = "Sent or Refused.") String status,
      @Describe(
              title = "Why it was refused",
              help = "Remove the subscription where this is subscription-gone.",
              example = "subscription-gone")
          @Nullable String code) {}
}
