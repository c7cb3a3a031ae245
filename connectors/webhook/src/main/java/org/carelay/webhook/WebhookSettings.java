package org.carelay.webhook;

import java.net.URI;
import java.util.ArrayList;
import org.carelay.connector.Describe;
import org.carelay.connector.Sensitivity;
import org.jspecify.annotations.Nullable;

/** Keys that recipes leave out of their {@code auth}. */
public record WebhookSettings(
    @Describe(
            title = "Signing key",
            help = "For recipes whose auth is hmac without a secret.",
            sensitivity = Sensitivity.SECRET)
        @Nullable String secret,
    @Describe(
            title = "Bearer token",
            help = "For recipes whose auth is bearer without a token.",
            sensitivity = Sensitivity.SECRET)
        @Nullable String token,
    @Describe(title = "User name", help = "For recipes whose auth is basic without a user name.")
        @Nullable String username,
    @Describe(
            title = "Password",
            help = "For recipes whose auth is basic without a password.",
            sensitivity = Sensitivity.SECRET)
        @Nullable String password,
    @Describe(
            title = "Proxy's secret",
            help = "For recipes whose auth is certificate without one.",
            sensitivity = Sensitivity.SECRET)
        @Nullable String proxySecret,
    @Describe(
            title = "Verification code",
            help = "For recipes whose sender is Fitbit, without one.",
            sensitivity = Sensitivity.SECRET)
        @Nullable String verifyCode,
    @Describe(
            title = "Address of Google Health's keys",
            help = "Where its public keys can be fetched, if not from Google itself.",
            defaultValue = "Google's own")
        @Nullable URI googleHealthKeys) {
  String inWords() {
    var kept = new ArrayList<String>();
    if (secret != null) {
      kept.add("a signing key");
    }
    if (token != null) {
      kept.add("a bearer token");
    }
    if (password != null) {
      kept.add("a password");
    }
    if (proxySecret != null) {
      kept.add("a proxy's secret");
    }
    if (verifyCode != null) {
      kept.add("a verification code");
    }
    return kept.isEmpty()
        ? "Keeps no keys; recipes must name theirs"
        : "Keeps " + String.join(" and ", kept);
  }

  @Override
  public String toString() {
    return "WebhookSettings[" + inWords() + "]";
  }
}
