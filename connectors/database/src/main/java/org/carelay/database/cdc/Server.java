package org.carelay.database.cdc;

/** One server, of those that a connection's address names. */
record Server(String host, int port) {
  @Override
  public String toString() {
    return host + ":" + port;
  }
}
