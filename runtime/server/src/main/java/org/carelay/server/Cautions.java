package org.carelay.server;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.carelay.engine.effect.DeliveryMode;
import org.jspecify.annotations.Nullable;

/** What is allowed in a configuration and yet is most likely not meant; said at every start. */
final class Cautions {
  private static final int SHORT_TOKEN = 16;

  private final List<String> found = new ArrayList<>();

  private Cautions() {}

  static List<String> of(Configuration configuration, Map<String, String> environment) {
    var cautions = new Cautions();
    for (var name : ConfigurationReader.unknown(environment)) {
      cautions.found.add(name + " is set, but there is no such setting: is it misspelt?");
    }
    cautions.readableByAll(
        ConfigurationReader.file(environment, configuration.home()), "configuration file");
    cautions.readableByAll(configuration.connections(), "file of connections");
    if (configuration.mode() != DeliveryMode.PRACTICE || !configuration.loopback()) {
      cautions.reachable(configuration);
    }
    return List.copyOf(cautions.found);
  }

  /** Where a mistake reaches patients or the network. */
  private void reachable(Configuration configuration) {
    var token = configuration.adminToken();
    if (token != null && token.value().length() < SHORT_TOKEN) {
      found.add(
          "CARELAY_ADMIN_TOKEN is short, and whoever guesses it may do everything: make one with"
              + " openssl rand -hex 32.");
    }
    var url = configuration.publicUrl();
    if (url == null) {
      found.add(
          "CARELAY_PUBLIC_URL is not set: links to forms, delivery receipts and webhooks from"
              + " outside will not find this server.");
    } else if (!"https".equals(url.getScheme())) {
      found.add(
          "CARELAY_PUBLIC_URL is not https: tokens, answers of patients and webhooks cross the"
              + " network unencrypted.");
    }
  }

  private void readableByAll(@Nullable Path file, String kind) {
    try {
      if (file != null
          && Files.isRegularFile(file)
          && Files.getFileStore(file).supportsFileAttributeView("posix")
          && Files.getPosixFilePermissions(file).contains(PosixFilePermission.OTHERS_READ)) {
        found.add(
            "Everybody on this machine may read the "
                + kind
                + " "
                + file
                + ", which may hold secrets: restrict it with chmod 600.");
      }
    } catch (IOException e) {
      // Whether it can be read is said where it is read.
    }
  }
}
