package org.carelay.server.access;

import io.micronaut.context.annotation.Factory;
import jakarta.inject.Singleton;
import java.time.Clock;
import org.carelay.server.Configuration;
import org.carelay.server.secret.SecretBox;

/** Makes what access needs from the installation's secrets. */
@Factory
final class AccessFactory {
  @Singleton
  Sessions sessions(Configuration configuration, SecretBox secrets, Clock clock) {
    var token = configuration.adminToken();
    return new Sessions(secrets.keyFor("session/" + (token == null ? "" : token.value())), clock);
  }
}
