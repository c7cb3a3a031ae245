package org.carelay.bench;

import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Set;
import javax.sql.DataSource;
import org.carelay.connector.Connector;
import org.carelay.engine.Engine;
import org.carelay.engine.effect.DeliveryMode;
import org.carelay.engine.effect.Gate;
import org.carelay.engine.store.Clients;
import org.carelay.engine.store.Sealing;
import org.carelay.recipe.Catalog;

/** An engine without a server around it, whose settings are stored in the clear. */
final class BenchEngine {
  private static final Sealing OPEN =
      new Sealing() {
        @Override
        public byte[] seal(byte[] plain, String about) {
          return plain.clone();
        }

        @Override
        public byte[] open(byte[] sealed, String about) {
          return sealed.clone();
        }
      };

  private BenchEngine() {}

  /**
   * @param files where steps may keep files
   */
  static Engine open(
      DataSource database, List<Connector<?, ?>> connectors, Clock clock, Path files) {
    return new Engine(
        new Engine.Options(
            database,
            Catalog.of(connectors),
            OPEN,
            new Clients.Surroundings(clock, URI.create("http://127.0.0.1:1"), id -> null, false),
            new Gate.Settings(DeliveryMode.LIVE, "US", Set.of()),
            "bench",
            files,
            null));
  }
}
