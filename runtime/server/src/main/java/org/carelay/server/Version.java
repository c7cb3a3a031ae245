package org.carelay.server;

/** The version of this program, as its jar says. */
public final class Version {
  public static final String CURRENT = read();

  private Version() {}

  private static String read() {
    var version = Version.class.getPackage().getImplementationVersion();
    return version == null ? "development" : version;
  }
}
