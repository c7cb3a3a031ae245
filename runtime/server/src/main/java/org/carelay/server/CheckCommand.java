package org.carelay.server;

import java.util.List;
import java.util.ServiceLoader;
import org.carelay.connector.Connector;
import org.carelay.engine.store.EngineLimits;
import org.carelay.recipe.Catalog;

/** {@code carelay check FILE...} with the connectors of this distribution. */
final class CheckCommand {
  private CheckCommand() {}

  static int run(List<String> files) {
    return org.carelay.recipe.CheckCommand.run(
        files, EngineLimits.reader(catalog()), System.out, System.err);
  }

  @SuppressWarnings("unchecked") // ServiceLoader knows raw types only
  private static Catalog catalog() {
    return Catalog.of(
        ServiceLoader.load(Connector.class).stream()
            .<Connector<?, ?>>map(provider -> provider.get())
            .toList());
  }
}
