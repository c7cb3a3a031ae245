package org.carelay.email;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A mail server that answers each command as told: with a line, or by {@link #CLOSE}, {@link
 * #RESET} or {@link #SILENCE}. Its moments are GREETING, EHLO, MAIL, RCPT, DATA, CONTENT (the first
 * line of content) and END (the final dot).
 */
final class ScriptedSmtp implements AutoCloseable {
  static final String CLOSE = "close";
  static final String RESET = "reset";
  static final String SILENCE = "silence";
  private static final String GO_ON = "";

  private final ServerSocket listening;
  private final Map<String, String> script = new ConcurrentHashMap<>();
  private final List<Socket> connections = new CopyOnWriteArrayList<>();
  private final List<String> commands = new CopyOnWriteArrayList<>();
  private final AtomicInteger ends = new AtomicInteger();

  ScriptedSmtp() throws IOException {
    script.putAll(
        Map.of(
            "GREETING", "220 here",
            "EHLO", "250-here\r\n250 8BITMIME",
            "DATA", "354 go on",
            "CONTENT", GO_ON));
    listening = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    Thread.startVirtualThread(this::serve);
  }

  ScriptedSmtp on(String moment, String answer) {
    script.put(moment, answer);
    return this;
  }

  int port() {
    return listening.getLocalPort();
  }

  /** How many mails arrived whole, that is, with their final dot. */
  int whole() {
    return ends.get();
  }

  int connections() {
    return connections.size();
  }

  List<String> commands() {
    return commands;
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
        Thread.startVirtualThread(() -> talk(connection));
      }
    } catch (IOException e) {
      // The test is over.
    }
  }

  private void talk(Socket connection) {
    try {
      var reader =
          new BufferedReader(
              new InputStreamReader(connection.getInputStream(), StandardCharsets.UTF_8));
      answer(connection, "GREETING");
      for (var line = reader.readLine(); line != null; line = reader.readLine()) {
        commands.add(line);
        var verb = line.split("[ :]", 2)[0].toUpperCase(Locale.ROOT);
        answer(connection, verb);
        if (verb.equals("DATA") && script.getOrDefault("DATA", "").startsWith("354")) {
          content(connection, reader);
        }
      }
    } catch (IOException | RuntimeException e) {
      // The other side, or the script, has ended the conversation.
    }
  }

  private void content(Socket connection, BufferedReader reader) throws IOException {
    reader.readLine();
    answer(connection, "CONTENT");
    for (var line = reader.readLine(); line != null; line = reader.readLine()) {
      if (line.equals(".")) {
        ends.incrementAndGet();
        answer(connection, "END");
        return;
      }
    }
  }

  private void answer(Socket connection, String moment) throws IOException {
    var answer = script.getOrDefault(moment, "250 ok");
    switch (answer) {
      case CLOSE -> connection.close();
      case RESET -> {
        connection.setSoLinger(true, 0);
        connection.close();
      }
      case SILENCE, GO_ON -> {}
      default ->
          connection.getOutputStream().write((answer + "\r\n").getBytes(StandardCharsets.UTF_8));
    }
  }
}
