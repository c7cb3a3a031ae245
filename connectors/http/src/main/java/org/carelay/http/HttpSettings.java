package org.carelay.http;

import java.net.URI;
import java.util.List;
import org.carelay.connector.Describe;
import org.carelay.connector.Sensitivity;
import org.jspecify.annotations.Nullable;

/** An API, who we are there, and where requests may go. */
public record HttpSettings(
    @Describe(
            title = "Address",
            help =
                "Where the API begins; recipes write the rest. Credentials are sent to this host"
                    + " only.",
            example = "https://api.example.org/v1")
        URI baseUrl,
    @Describe(
            title = "Other hosts",
            help =
                "Hosts that recipes and redirects may also reach, without credentials. No other"
                    + " host is ever asked.",
            example = "files.example.org")
        @Nullable List<String> hosts,
    @Describe(
            title = "Bearer token",
            help = "Sent in the header Authorization.",
            sensitivity = Sensitivity.SECRET)
        @Nullable String token,
    @Describe(title = "User name", help = "For HTTP basic authentication.")
        @Nullable String username,
    @Describe(
            title = "Password",
            help = "For HTTP basic authentication.",
            sensitivity = Sensitivity.SECRET)
        @Nullable String password,
    @Describe(
            title = "Key header",
            help = "The header that holds a key, where the API wants one of its own.",
            example = "X-Api-Key")
        @Nullable String keyHeader,
    @Describe(title = "Key", help = "What the key header holds.", sensitivity = Sensitivity.SECRET)
        @Nullable String key,
    @Describe(
            title = "Address to test",
            help = "What the connection's test reads; below the address.",
            example = "status",
            defaultValue = "the address itself")
        @Nullable String testPath,
    @Describe(
            title = "Allow http",
            help =
                "Lets requests go without encryption, as inside a hospital's own network. This"
                    + " machine may always be asked so.",
            defaultValue = "false")
        @Nullable Boolean plainHttp) {

  /** Without credentials: this may end up in a log. */
  @Override
  public String toString() {
    return "HttpSettings[" + baseUrl.getHost() + "]";
  }
}
