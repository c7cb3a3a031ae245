package org.carelay.push;

import java.net.URI;
import java.util.List;
import org.carelay.connector.Describe;
import org.carelay.connector.Sensitivity;
import org.jspecify.annotations.Nullable;

/** Who sends notes, and through which services. */
public record PushSettings(
    @Describe(
            title = "Contact",
            help = "Whom a push service tells when something is wrong.",
            example = "mailto:it@example.org")
        String contact,
    @Describe(title = "Browsers", help = "Keys for Web Push; without them browsers get no notes.")
        @Nullable Vapid vapid,
    @Describe(title = "Firebase", help = "For apps; without it apps get no notes.")
        @Nullable Firebase firebase,
    @Describe(
            title = "Other push services",
            help =
                "Hosts besides those of Google, Mozilla, Apple and Microsoft. A subscription comes"
                    + " from a browser, so no other host is ever asked.",
            example = "push.example.org")
        @Nullable List<String> hosts,
    @Describe(
            title = "Root address",
            help = "Only for a stand-in: where all notes go instead.",
            example = "http://127.0.0.1:8090")
        @Nullable URI rootUrl,
    @Describe(
            title = "Token of the subscription page",
            help =
                "Staff subscribe their browsers at /push/CONNECTION#TOKEN; without a token there is"
                    + " no such page. At least 16 letters and digits.",
            sensitivity = Sensitivity.SECRET)
        @Nullable String pageToken,
    @Describe(
            title = "Topics",
            help = "What can be subscribed to there, in small letters.",
            example = "charge-nurses",
            defaultValue = "staff")
        @Nullable List<String> topics) {

  /** The key pair by which browsers know us. */
  public record Vapid(
      @Describe(title = "Public key", help = "65 bytes in base64url; subscribing pages use it too.")
          String publicKey,
      @Describe(
              title = "Private key",
              help = "32 bytes in base64url.",
              sensitivity = Sensitivity.SECRET)
          String privateKey) {
    @Override
    public String toString() {
      return "Vapid[" + publicKey + "]";
    }
  }

  /** A Firebase project. */
  public record Firebase(
      @Describe(
              title = "Service account key",
              help = "The JSON key file of a service account that may send messages.",
              sensitivity = Sensitivity.SECRET,
              widget = "code")
          Object serviceAccountKey) {
    @Override
    public String toString() {
      return "Firebase[]";
    }
  }

  /** Without keys: this may end up in a log. */
  @Override
  public String toString() {
    return "PushSettings[" + contact + "]";
  }
}
