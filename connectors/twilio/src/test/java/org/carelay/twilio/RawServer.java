package org.carelay.twilio;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CopyOnWriteArrayList;

/** Reads whole requests and answers with exactly these bytes, or does worse. */
final class RawServer implements AutoCloseable {
  private final ServerSocket listening;
  private final Manner manner;
  private final List<String> requests = new CopyOnWriteArrayList<>();
  private final List<Socket> connections = new CopyOnWriteArrayList<>();

  /** What is done with a connection once a request has been read. */
  interface Manner {
    void answer(Socket connection, String requestLine) throws IOException;
  }

  RawServer(Manner manner) throws IOException {
    this.manner = manner;
    listening = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    Thread.startVirtualThread(this::serve);
  }

  static Manner says(int status, String body) {
    return (connection, _) -> write(connection, status, body.length(), body);
  }

  /** Announces more than it sends, and waits. */
  static Manner stallsInTheBody() {
    return (connection, _) -> write(connection, 201, 1000, "{\"sid\":");
  }

  /** Announces more than it sends, and hangs up. */
  static Manner hangsUpInTheBody() {
    return (connection, _) -> {
      write(connection, 201, 1000, "{\"sid\":");
      connection.close();
    };
  }

  static Manner resets() {
    return (connection, _) -> {
      connection.setSoLinger(true, 0);
      connection.close();
    };
  }

  static Manner saysNothing() {
    return (_, _) -> {};
  }

  URI url() {
    return URI.create("http://127.0.0.1:" + listening.getLocalPort());
  }

  /** The request lines so far, such as {@code POST /2010-04-01/... HTTP/1.1}. */
  List<String> requests() {
    return requests;
  }

  @Override
  public void close() throws IOException {
    listening.close();
    for (var connection : connections) {
      connection.close();
    }
  }

  private void serve() {
    try {
      while (!listening.isClosed()) {
        var connection = listening.accept();
        connections.add(connection);
        Thread.startVirtualThread(() -> requests(connection));
      }
    } catch (IOException e) {
      // closed
      connections.clear();
    }
  }

  private void requests(Socket connection) {
    try {
      var reader =
          new BufferedReader(
              new InputStreamReader(connection.getInputStream(), StandardCharsets.ISO_8859_1));
      for (var line = reader.readLine(); line != null; line = reader.readLine()) {
        requests.add(line);
        var length = 0;
        for (var header = reader.readLine(); !header.isEmpty(); header = reader.readLine()) {
          if (header.toLowerCase(Locale.ROOT).startsWith("content-length:")) {
            length = Integer.parseInt(header.substring("content-length:".length()).strip());
          }
        }
        for (var left = length; left > 0; left--) {
          reader.read();
        }
        manner.answer(connection, line);
      }
    } catch (IOException | NullPointerException e) {
      connections.remove(connection);
    }
  }

  private static void write(Socket connection, int status, int length, String body)
      throws IOException {
    var answer =
        "HTTP/1.1 %d Whatever\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n%s"
            .formatted(status, length, body);
    connection.getOutputStream().write(answer.getBytes(StandardCharsets.UTF_8));
    connection.getOutputStream().flush();
  }
}
