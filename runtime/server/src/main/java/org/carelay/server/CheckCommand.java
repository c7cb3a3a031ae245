package org.carelay.server;

import java.util.List;
import java.util.ServiceLoader;
import org.carelay.connector.Connector;
import org.carelay.recipe.Catalog;

/** {@code carelay check FILE...}, with all connectors of this installation. */
final class CheckCommand {
  private CheckCommand() {}

  @SuppressWarnings("unchecked") // ServiceLoader knows raw types only
  static int run(List<String> files) {
    var connectors =
        ServiceLoader.load(Connector.class).stream()
            .<Connector<?, ?>>map(provider -> provider.get())
            .toList();
    return org.carelay.recipe.CheckCommand.run(
        files, Catalog.of(connectors), System.out, System.err);
  }
}
