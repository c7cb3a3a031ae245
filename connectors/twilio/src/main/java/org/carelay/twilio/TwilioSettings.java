package org.carelay.twilio;

import java.net.URI;
import java.time.Duration;
import org.carelay.connector.Describe;
import org.carelay.connector.Sensitivity;
import org.jspecify.annotations.Nullable;

/** A Twilio account, and the number to send from. */
public record TwilioSettings(
    @Describe(
            title = "Account SID",
            help = "On the first page of Twilio's console; it begins with AC.",
            example = "AC00000000000000000000000000000000")
        String accountSid,
    @Describe(
            title = "Auth token",
            help = "Next to the account SID. It also proves that news comes from Twilio.",
            sensitivity = Sensitivity.SECRET)
        String authToken,
    @Describe(
            title = "Number to send from",
            help = "One of the account's numbers. Needed unless there is a messaging service.",
            example = "+15555550100")
        @Nullable String from,
    @Describe(
            title = "Messaging service",
            help = "A service's SID, which begins with MG, if it is to choose the number.",
            example = "MG00000000000000000000000000000000")
        @Nullable String messagingServiceSid,
    @Describe(
            title = "Address of the service",
            help = "Change it only to reach something that stands in for Twilio.",
            defaultValue = "https://api.twilio.com")
        @Nullable URI baseUrl,
    @Describe(
            title = "Give up after",
            help =
                "How long Twilio may keep a text that cannot go out yet; 1 second to 10 hours,"
                    + " which is also Twilio's own limit.",
            example = "PT2H")
        @Nullable Duration validityPeriod) {

  /** Without the token: this may end up in a log. */
  @Override
  public String toString() {
    return "TwilioSettings[" + accountSid + "]";
  }
}
