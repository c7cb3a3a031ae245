package org.carelay.http;

import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.carelay.connector.ConnectorException.Permanent;
import org.jspecify.annotations.Nullable;

/**
 * Where requests may go: the connection's own origin, and the hosts it lists. A recipe cannot make
 * the runtime ask any other machine, and neither can what a patient or an API writes.
 */
final class Addresses {
  private static final Pattern HOST =
      Pattern.compile("([a-z0-9.-]+|\\[[0-9a-f:.]+])(:[0-9]{1,5})?");

  private static final Pattern CLIMBING =
      Pattern.compile("(^|[/\\\\])(\\.|%2e){1,2}([/\\\\]|$)", Pattern.CASE_INSENSITIVE);

  private static final int MOST_CHARACTERS = 8_000;

  private final URI base;
  private final boolean plainHttp;
  private final Set<String> others = new HashSet<>();

  /**
   * @throws IllegalArgumentException if the settings name no address or host
   */
  Addresses(URI base, @Nullable List<String> hosts, boolean plainHttp) {
    this.plainHttp = plainHttp;
    if (!isWeb(base) || base.getRawQuery() != null || base.getRawFragment() != null) {
      throw new IllegalArgumentException(
          "The address must be like https://api.example.org/v1, without user, query and fragment");
    }
    if (isInTheOpen(base)) {
      throw new IllegalArgumentException(
          "The address must begin with https:// unless \"Allow http\" is set");
    }
    this.base = base;
    for (var host : hosts == null ? List.<String>of() : hosts) {
      var plain = host.strip().toLowerCase(Locale.ROOT);
      if (!HOST.matcher(plain).matches()) {
        throw new IllegalArgumentException(
            "Other hosts are names such as files.example.org, with :port where it is unusual");
      }
      others.add(plain);
    }
  }

  URI base() {
    return base;
  }

  /**
   * @param written below the base, or a whole address at a host that is allowed
   */
  URI of(String written, @Nullable Map<String, Object> query) throws Permanent {
    var text = written.strip();
    var whole = text.contains("://") ? text : below(text);
    return allowed(parsed(withQuery(whole, query)));
  }

  /** Where an answer sends us: the next page, or another place. */
  URI onward(URI from, String location) throws Permanent {
    return allowed(from.resolve(parsed(location.strip())));
  }

  /** Whether credentials may go there. */
  boolean isOurs(URI address) {
    return authority(address).equals(authority(base))
        && String.valueOf(address.getScheme()).equalsIgnoreCase(base.getScheme());
  }

  private String below(String text) {
    var start = base.toString().replaceAll("/+$", "");
    return text.isEmpty()
        ? base.toString()
        : text.startsWith("?") ? start + text : start + "/" + text.replaceAll("^/+", "");
  }

  private URI allowed(URI address) throws Permanent {
    if (!isWeb(address)) {
      throw new Permanent(
          "bad-address", "The address is not one that can be asked. Check the step's url.", null);
    }
    if (!isOurs(address) && !others.contains(authority(address))) {
      throw new Permanent(
          "host-not-allowed",
          "The connection does not allow the host of this address. Add it to \"Other hosts\" if it"
              + " is right.",
          null);
    }
    if (isInTheOpen(address)) {
      throw new Permanent(
          "not-encrypted",
          "The address begins with http://, and the connection does not allow that.",
          null);
    }
    return address;
  }

  private static URI parsed(String text) throws Permanent {
    if (text.length() > MOST_CHARACTERS || CLIMBING.matcher(text.split("[?#]", 2)[0]).find()) {
      throw new Permanent(
          "bad-address", "The address is too long, or has dots that lead elsewhere.", null);
    }
    try {
      return new URI(text.replace(" ", "%20"));
    } catch (URISyntaxException e) {
      throw new Permanent(
          "bad-address",
          "The address has characters that cannot stand in one. Use $encodeUrlComponent for values.",
          null);
    }
  }

  private static String withQuery(String address, @Nullable Map<String, Object> query) {
    if (query == null || query.isEmpty()) {
      return address;
    }
    var text = new StringBuilder(address);
    var separator = address.contains("?") ? '&' : '?';
    for (var entry : query.entrySet()) {
      var values = entry.getValue() instanceof List<?> list ? list : List.of(entry.getValue());
      for (var value : values) {
        text.append(separator).append(encoded(entry.getKey())).append('=').append(encoded(value));
        separator = '&';
      }
    }
    return text.toString();
  }

  /** The address with one parameter set, and an earlier one of that name gone. */
  URI with(URI address, String parameter, String value) throws Permanent {
    var text = new StringBuilder();
    var kept = address.getRawQuery() == null ? "" : address.getRawQuery();
    for (var pair : kept.split("&")) {
      if (!pair.isEmpty() && !pair.split("=", 2)[0].equals(encoded(parameter))) {
        text.append(pair).append('&');
      }
    }
    text.append(encoded(parameter)).append('=').append(encoded(value));
    return allowed(parsed(address.toString().split("[?#]", 2)[0] + "?" + text));
  }

  private static String encoded(@Nullable Object value) {
    return URLEncoder.encode(String.valueOf(value), StandardCharsets.UTF_8).replace("+", "%20");
  }

  private static boolean isWeb(URI address) {
    var scheme = String.valueOf(address.getScheme()).toLowerCase(Locale.ROOT);
    return (scheme.equals("https") || scheme.equals("http"))
        && address.getHost() != null
        && address.getRawUserInfo() == null;
  }

  private boolean isInTheOpen(URI address) {
    return "http".equalsIgnoreCase(address.getScheme()) && !plainHttp && !isThisMachine(address);
  }

  private static boolean isThisMachine(URI address) {
    var host = bare(address);
    return host.equals("localhost") || host.startsWith("127.") || host.equals("[::1]");
  }

  private static String bare(URI address) {
    return String.valueOf(address.getHost()).toLowerCase(Locale.ROOT);
  }

  /** Host and port; the usual port is left out. */
  private static String authority(URI address) {
    var usual = "http".equalsIgnoreCase(address.getScheme()) ? 80 : 443;
    var port = address.getPort();
    return port < 0 || port == usual ? bare(address) : bare(address) + ":" + port;
  }
}
