package org.carelay.webhook;

import java.io.ByteArrayInputStream;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.cert.CertificateFactory;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import org.carelay.connector.Describe;
import org.carelay.connector.HttpCall;
import org.carelay.connector.HttpTrigger.Outcome.Refused;
import org.carelay.connector.Sensitivity;
import org.jspecify.annotations.Nullable;

/**
 * A client certificate that the proxy in front has checked and names in a header. Since anybody can
 * write a header, the proxy proves that it was the proxy.
 */
public record ClientCertificate(
    @Describe(
            title = "Header",
            help =
                "In which the proxy names the certificate: its subject, its serial number, its"
                    + " SHA-256, or all of it in PEM form.",
            example = "X-Client-Cert")
        String header,
    @Describe(
            title = "Accepted",
            help = "Subjects as the proxy writes them, serial numbers, or SHA-256 in hex.")
        List<String> accepted,
    @Describe(
            title = "Proxy's header",
            help = "In which the proxy shows its secret.",
            defaultValue = "X-Proxy-Secret")
        @Nullable String proxyHeader,
    @Describe(
            title = "Proxy's secret",
            help = "Better kept in a webhook connection.",
            defaultValue = "the connection's",
            sensitivity = Sensitivity.SECRET)
        @Nullable String proxySecret) {
  private static final String PROXY_HEADER = "X-Proxy-Secret";

  @Override
  public String toString() {
    return "ClientCertificate[header=" + header + "]";
  }

  /** Null if the sender is let in. */
  @Nullable Refused refuse(HttpCall call, @Nullable String kept) {
    var secret = Verification.orKept(proxySecret, kept);
    if (secret == null || secret.isEmpty()) {
      return Verification.noKey("proxy's secret");
    }
    var shown = call.header(proxyHeader == null ? PROXY_HEADER : proxyHeader);
    if (shown == null || !Verification.same(Verification.utf8(shown), Verification.utf8(secret))) {
      return new Refused(
          403,
          "not-by-the-proxy",
          "The post did not come through the proxy that checks who it is.");
    }
    var named = call.header(header);
    return named != null && !named.isBlank() && isAccepted(named.strip())
        ? null
        : new Refused(403, "certificate-not-accepted", "The client certificate is not accepted.");
  }

  private boolean isAccepted(String named) {
    var fingerprint = fingerprint(named);
    return accepted.stream()
        .map(String::strip)
        .anyMatch(each -> each.equals(named) || plain(each).equals(fingerprint));
  }

  /** {@code AB:CD} and {@code abcd} are the same. */
  private static String plain(String hex) {
    return hex.replace(":", "").toLowerCase(Locale.ROOT);
  }

  /** Of a certificate in PEM form, which proxies write with % escapes; else the text itself. */
  private static String fingerprint(String named) {
    var text = named.contains("%") ? decoded(named) : named;
    if (!text.startsWith("-----BEGIN")) {
      return plain(text);
    }
    try {
      var bytes = new ByteArrayInputStream(text.getBytes(StandardCharsets.US_ASCII));
      var certificate = CertificateFactory.getInstance("X.509").generateCertificate(bytes);
      return HexFormat.of()
          .formatHex(MessageDigest.getInstance("SHA-256").digest(certificate.getEncoded()));
    } catch (GeneralSecurityException e) {
      return "";
    }
  }

  private static String decoded(String text) {
    try {
      return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      return "";
    }
  }
}
