package org.carelay.connector.testkit;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** An outside system on loopback that takes connections and does not do its work. */
public final class DeadServer implements AutoCloseable {
  private final ServerSocket listening;
  private final List<Socket> connections = new CopyOnWriteArrayList<>();

  private DeadServer() throws IOException {
    listening = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
  }

  /** Takes every request and never answers. */
  public static DeadServer silent() throws IOException {
    var server = new DeadServer();
    Thread.startVirtualThread(() -> server.serve(_ -> {}));
    return server;
  }

  /** Answers every connection with bytes that mean nothing, and hangs up. */
  public static DeadServer babbling() throws IOException {
    var server = new DeadServer();
    Thread.startVirtualThread(
        () ->
            server.serve(
                connection -> {
                  var rubbish = "\u0000\u00ffRUBBISH\r\n\r\n".getBytes(StandardCharsets.ISO_8859_1);
                  connection.getOutputStream().write(rubbish);
                  connection.close();
                }));
    return server;
  }

  /** An address at which nobody listens. */
  public static InetSocketAddress nobody() throws IOException {
    try (var server = new DeadServer()) {
      return server.address();
    }
  }

  public InetSocketAddress address() {
    return new InetSocketAddress(listening.getInetAddress(), listening.getLocalPort());
  }

  @Override
  public void close() throws IOException {
    listening.close();
    for (var connection : connections) {
      connection.close();
    }
  }

  private interface Answer {
    void to(Socket connection) throws IOException;
  }

  private void serve(Answer answer) {
    while (!listening.isClosed()) {
      try {
        var connection = listening.accept();
        connections.add(connection);
        answer.to(connection);
      } catch (IOException e) {
        continue; // closed by the test, or the caller hung up first
      }
    }
  }
}
