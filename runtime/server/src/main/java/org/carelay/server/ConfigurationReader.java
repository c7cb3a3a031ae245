package org.carelay.server;

import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.carelay.engine.effect.DeliveryMode;
import org.carelay.engine.store.EngineLimits;
import org.carelay.server.Configuration.AdminToken;
import org.carelay.server.Configuration.OutsideDatabase;
import org.jspecify.annotations.Nullable;

/**
 * Reads the configuration from environment variables and, below them, from one file of the same
 * names ({@code CARELAY_CONFIG}, or {@code carelay.conf} in the home). Collects every problem.
 */
public final class ConfigurationReader {
  private static final Set<String> NAMES =
      Set.of(
          "CARELAY_HOME",
          "CARELAY_CONFIG",
          "CARELAY_HOST",
          "CARELAY_PORT",
          "CARELAY_DATABASE_URL",
          "CARELAY_DATABASE_USER",
          "CARELAY_DATABASE_PASSWORD",
          "CARELAY_PUBLIC_URL",
          "CARELAY_ADMIN_TOKEN",
          "CARELAY_SECRET_KEY_FILE",
          "CARELAY_CONNECTIONS",
          "CARELAY_RECIPES",
          "CARELAY_MODE",
          "CARELAY_ALLOWLIST",
          "CARELAY_REGION",
          "CARELAY_RETENTION");

  private static final Set<String> ENVIRONMENT_ONLY = Set.of("CARELAY_HOME", "CARELAY_CONFIG");

  /** What the launcher reads. */
  private static final Pattern LAUNCHER = Pattern.compile("CARELAY_JAVA_(HOME|OPTIONS)");

  private final Map<String, String> values = new HashMap<>();
  private final List<String> problems = new ArrayList<>();

  private ConfigurationReader() {}

  /**
   * Reads and checks.
   *
   * @throws InvalidConfiguration with every problem found
   */
  public static Configuration read(Map<String, String> environment) throws InvalidConfiguration {
    return new ConfigurationReader().readFrom(environment);
  }

  /** What looks like a setting in the environment and is none, such as a misspelt one. */
  static List<String> unknown(Map<String, String> environment) {
    return environment.keySet().stream()
        .filter(name -> name.startsWith("CARELAY_") && !NAMES.contains(name))
        .filter(name -> !LAUNCHER.matcher(name).matches())
        .sorted()
        .toList();
  }

  /** The configuration file that is read, if there is one. */
  static Path file(Map<String, String> environment, Path home) {
    var named = environment.getOrDefault("CARELAY_CONFIG", "").strip();
    return named.isEmpty() ? home.resolve("carelay.conf") : Path.of(named);
  }

  private Configuration readFrom(Map<String, String> environment) throws InvalidConfiguration {
    takeFrom(environment);
    var home = path("CARELAY_HOME", Path.of(System.getProperty("user.home"), ".carelay"));
    readFile(home);
    takeFrom(environment); // the environment wins over the file
    var mode = mode();
    var configuration =
        new Configuration(
            home,
            host(),
            port(),
            database(),
            publicUrl(),
            adminToken(),
            existing("CARELAY_SECRET_KEY_FILE", Files::isRegularFile, "a file"),
            existing("CARELAY_CONNECTIONS", Files::isRegularFile, "a file"),
            existing("CARELAY_RECIPES", Files::isDirectory, "a folder"),
            mode,
            allowlist(mode),
            region(),
            retention());
    if (configuration.adminToken() == null && !configuration.signsVisitorsIn()) {
      problems.add(
          "CARELAY_ADMIN_TOKEN must be set: without it anybody who can connect would be signed in,"
              + " which is only done in mode practice on a loopback address.");
    }
    if (!problems.isEmpty()) {
      throw new InvalidConfiguration(problems);
    }
    return configuration;
  }

  private void takeFrom(Map<String, String> environment) {
    for (var name : NAMES) {
      var value = environment.get(name);
      if (value != null && !value.isBlank()) {
        values.put(name, value.strip());
      }
    }
  }

  private void readFile(Path home) {
    var file = file(values, home);
    if (!Files.isRegularFile(file)) {
      if (values.containsKey("CARELAY_CONFIG")) {
        problems.add("CARELAY_CONFIG names " + file + ", which is not a file.");
      }
      return;
    }
    try {
      readLines(file, Files.readAllLines(file));
    } catch (IOException e) {
      problems.add("The configuration file " + file + " cannot be read as lines of UTF-8.");
    }
  }

  /** What follows the first {@code =} is the value as it stands: a password may have any sign. */
  private void readLines(Path file, List<String> lines) {
    var known = new HashSet<String>();
    for (int i = 0; i < lines.size(); i++) {
      var line = lines.get(i).strip();
      if (line.isEmpty() || line.startsWith("#")) {
        continue;
      }
      var place = "The configuration file " + file + ", line " + (i + 1) + ", ";
      int equals = line.indexOf('=');
      var name = line.substring(0, Math.max(equals, 0)).strip();
      var value = line.substring(equals + 1).strip();
      if (equals < 0) {
        problems.add(place + "is not NAME=value.");
      } else if (ENVIRONMENT_ONLY.contains(name)) {
        problems.add(place + "sets " + name + ", which only the environment can.");
      } else if (!NAMES.contains(name)) {
        problems.add(place + "sets " + name + ", which is unknown.");
      } else if (!known.add(name)) {
        problems.add(place + "sets " + name + " a second time.");
      } else if (value.matches("\"[^\"]*\"|'[^']*'")) {
        problems.add(place + "has quotes around the value of " + name + ": leave them away.");
      } else if (!value.isEmpty()) {
        values.put(name, value);
      }
    }
  }

  private Path path(String name, Path otherwise) {
    var value = values.get(name);
    if (value == null) {
      return otherwise;
    }
    try {
      return Path.of(value).toAbsolutePath().normalize();
    } catch (InvalidPathException e) {
      problems.add(name + " is not a path.");
      return otherwise;
    }
  }

  private @Nullable Path existing(String name, Predicate<Path> test, String kind) {
    if (!values.containsKey(name)) {
      return null;
    }
    var path = path(name, Path.of(""));
    if (!test.test(path)) {
      problems.add(name + " names " + path + ", which is not " + kind + ".");
    }
    return path;
  }

  private String host() {
    var host = values.getOrDefault("CARELAY_HOST", "127.0.0.1");
    try {
      var unused = InetAddress.getByName(host);
    } catch (UnknownHostException e) {
      problems.add(
          "CARELAY_HOST is \"" + host + "\", which is no address of this machine; try 127.0.0.1.");
    }
    return host;
  }

  private int port() {
    var value = values.getOrDefault("CARELAY_PORT", "8080");
    if (value.matches("[0-9]{1,5}") && Integer.parseInt(value) <= 65535) {
      return Integer.parseInt(value);
    }
    problems.add("CARELAY_PORT is \"" + value + "\"; it must be a number from 0 to 65535.");
    return 0;
  }

  private @Nullable OutsideDatabase database() {
    var url = values.get("CARELAY_DATABASE_URL");
    if (url == null) {
      for (var name : List.of("CARELAY_DATABASE_USER", "CARELAY_DATABASE_PASSWORD")) {
        if (values.containsKey(name)) {
          problems.add(name + " is set, but CARELAY_DATABASE_URL is not.");
        }
      }
      return null;
    }
    if (!url.startsWith("jdbc:postgresql:")) {
      problems.add(
          "CARELAY_DATABASE_URL must be a PostgreSQL address such as"
              + " jdbc:postgresql://db.example.org:5432/carelay.");
    }
    return new OutsideDatabase(
        url, values.get("CARELAY_DATABASE_USER"), values.get("CARELAY_DATABASE_PASSWORD"));
  }

  private @Nullable URI publicUrl() {
    var value = values.get("CARELAY_PUBLIC_URL");
    if (value == null) {
      return null;
    }
    try {
      var url = new URI(value.replaceFirst("/+$", ""));
      if (value.matches("https?://[^/?#\\s]+(/[^?#\\s]*)?")) {
        return url;
      }
    } catch (URISyntaxException e) {
      // said below, as for every other address that is none
    }
    problems.add(
        "CARELAY_PUBLIC_URL is \"" + value + "\"; it must look like https://carelay.example.org.");
    return null;
  }

  private @Nullable AdminToken adminToken() {
    var value = values.get("CARELAY_ADMIN_TOKEN");
    if (value == null) {
      return null;
    }
    if (!value.matches("[\\x21-\\x7e]+")) {
      problems.add("CARELAY_ADMIN_TOKEN must be visible ASCII characters without spaces.");
    }
    return new AdminToken(value);
  }

  private DeliveryMode mode() {
    var value = values.getOrDefault("CARELAY_MODE", "practice");
    return switch (value.toLowerCase(Locale.ROOT)) {
      case "practice" -> DeliveryMode.PRACTICE;
      case "allowlist" -> DeliveryMode.ALLOWLIST;
      case "live" -> DeliveryMode.LIVE;
      default -> {
        problems.add("CARELAY_MODE is \"" + value + "\"; it must be practice, allowlist or live.");
        yield DeliveryMode.PRACTICE;
      }
    };
  }

  private List<String> allowlist(DeliveryMode mode) {
    var value = values.getOrDefault("CARELAY_ALLOWLIST", "");
    var addresses =
        Arrays.stream(value.split("[,;\\s]+")).filter(address -> !address.isEmpty()).toList();
    for (var address : addresses) {
      if (address.matches("[0-9+().-]+") && !address.matches("\\+[0-9]{6,15}")) {
        problems.add(
            "CARELAY_ALLOWLIST has \""
                + address
                + "\", which no message would match: write phone numbers as +15555550123.");
      }
    }
    if (addresses.isEmpty() && mode == DeliveryMode.ALLOWLIST) {
      problems.add(
          "CARELAY_ALLOWLIST must name the phone numbers and email addresses that mode allowlist"
              + " may reach, separated by commas.");
    }
    return addresses;
  }

  private @Nullable Duration retention() {
    var value = values.getOrDefault("CARELAY_RETENTION", "P365D");
    if (value.equalsIgnoreCase("forever")) {
      return null;
    }
    try {
      var retention = Duration.parse(value);
      if (retention.compareTo(EngineLimits.LEAST_RETENTION) >= 0) {
        return retention;
      }
    } catch (DateTimeParseException e) {
      // said below, as of every other time that is none
    }
    problems.add(
        "CARELAY_RETENTION is \""
            + value
            + "\"; it must be \"forever\" or at least two days, such"
            + " as P365D for 365 days.");
    return null;
  }

  private String region() {
    var value = values.getOrDefault("CARELAY_REGION", "US").toUpperCase(Locale.ROOT);
    if (!Set.of(Locale.getISOCountries()).contains(value)) {
      problems.add("CARELAY_REGION is \"" + value + "\"; it must be a country code such as US.");
      return "US";
    }
    return value;
  }
}
