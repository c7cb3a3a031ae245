package org.carelay.server;

import java.io.IOException;
import java.nio.file.Files;
import java.time.Clock;
import javax.sql.DataSource;
import org.carelay.engine.effect.DeliveryMode;
import org.carelay.engine.store.Restart;
import org.carelay.engine.store.Sql;

/**
 * A file named {@code hold} in the home: the next start holds all messages. For a backup that is
 * put back within hours on the same machine, which nothing in the database tells from a restart.
 */
final class AskedHold {
  private AskedHold() {}

  /**
   * Holds, and takes the file away: the hold is in the database from then on.
   *
   * @throws StartFailed if the file cannot be taken away, since every start would hold again
   */
  static void apply(Configuration configuration, DataSource database, Clock clock)
      throws StartFailed {
    var file = configuration.home().resolve("hold");
    if (configuration.mode() == DeliveryMode.PRACTICE || !Files.exists(file)) {
      return;
    }
    new Restart(new Sql(database), clock)
        .hold("Somebody asked for it before the start, by the file " + file + ".");
    try {
      Files.delete(file);
    } catch (IOException e) {
      throw new StartFailed("All messages are held, but " + file + " cannot be removed.", e);
    }
  }
}
