package org.carelay.server;

import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.carelay.engine.effect.DeliveryMode;
import org.jspecify.annotations.Nullable;

/**
 * Everything a site sets, as read by {@link ConfigurationReader} and documented in {@code
 * runtime/docs/configuration.md}. Holds secrets: {@link #toString} shows none.
 *
 * @param port 0 takes any free port
 * @param database null for the embedded PostgreSQL
 * @param publicUrl how the outside reaches this server, without a slash at the end; null for the
 *     address it listens on
 * @param secretKeyFile null for the one in {@code home}
 * @param connections a file of connections applied at start
 * @param recipes a folder of recipes imported and activated at start
 * @param allowlist addresses that mode {@code allowlist} may reach
 * @param region two letters: where a phone number without country code belongs
 * @param retention how long runs are kept of recipes that say nothing; null for without end
 */
public record Configuration(
    Path home,
    String host,
    int port,
    @Nullable OutsideDatabase database,
    @Nullable URI publicUrl,
    @Nullable AdminToken adminToken,
    @Nullable Path secretKeyFile,
    @Nullable Path connections,
    @Nullable Path recipes,
    DeliveryMode mode,
    List<String> allowlist,
    String region,
    @Nullable Duration retention) {

  /** A PostgreSQL that somebody else looks after. */
  public record OutsideDatabase(String url, @Nullable String user, @Nullable String password) {
    @Override
    public String toString() {
      // The URL may carry a password as a parameter.
      return "OutsideDatabase[" + url.replaceFirst("[?].*", "") + "]";
    }
  }

  /** The bearer token that may do everything. */
  public record AdminToken(String value) {
    @Override
    public String toString() {
      return "AdminToken[...]";
    }
  }

  /** True where only programs on this machine can connect. */
  public boolean loopback() {
    try {
      return InetAddress.getByName(host).isLoopbackAddress();
    } catch (UnknownHostException e) {
      return false;
    }
  }

  /** True where a visitor from this machine needs no token: nothing here can reach a patient. */
  public boolean signsVisitorsIn() {
    return mode == DeliveryMode.PRACTICE && adminToken == null && loopback();
  }
}
