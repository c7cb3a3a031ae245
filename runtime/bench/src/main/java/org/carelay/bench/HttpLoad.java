package org.carelay.bench;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.function.IntFunction;

/**
 * One kept-alive HTTP/1.1 connection that posts JSON; little more than the bytes themselves cost.
 */
final class HttpLoad implements AutoCloseable {
  private final Socket socket;
  private final InputStream in;
  private final String head;

  /**
   * @param path such as {@code /hooks/bench}
   */
  HttpLoad(int port, String path) throws IOException {
    this.socket = new Socket("127.0.0.1", port);
    socket.setTcpNoDelay(true);
    this.in = new BufferedInputStream(socket.getInputStream(), 4_096);
    this.head =
        "POST "
            + path
            + " HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\n"
            + "Content-Length: ";
  }

  /** Posts bodies 0 to {@code count}, one after the other, and returns the nanoseconds of each. */
  long[] post(int count, IntFunction<String> body) throws IOException {
    var times = new long[count];
    for (int i = 0; i < count; i++) {
      long start = System.nanoTime();
      post(body.apply(i));
      times[i] = System.nanoTime() - start;
    }
    return times;
  }

  /**
   * @throws IOException if the answer is not 2xx
   */
  void post(String body) throws IOException {
    var bytes = body.getBytes(StandardCharsets.UTF_8);
    var request = (head + bytes.length + "\r\n\r\n" + body).getBytes(StandardCharsets.UTF_8);
    socket.getOutputStream().write(request);
    var status = line();
    int length = 0;
    for (var header = line(); !header.isEmpty(); header = line()) {
      if (header.regionMatches(true, 0, "content-length:", 0, 15)) {
        length = Integer.parseInt(header.substring(15).strip());
      }
    }
    in.skipNBytes(length);
    if (!status.startsWith("HTTP/1.1 2")) {
      throw new IOException("Answered " + status);
    }
  }

  private String line() throws IOException {
    var line = new StringBuilder(64);
    for (int c = in.read(); c != '\n'; c = in.read()) {
      if (c < 0) {
        throw new IOException("The connection was closed.");
      }
      if (c != '\r') {
        line.append((char) c);
      }
    }
    return line.toString();
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
