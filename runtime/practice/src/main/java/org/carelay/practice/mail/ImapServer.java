package org.carelay.practice.mail;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Shows a mailbox over IMAP on 127.0.0.1, to be read and not to be changed. */
final class ImapServer implements AutoCloseable {
  private final Mailbox mailbox;
  private final ServerSocket server;
  private final Set<Socket> open = ConcurrentHashMap.newKeySet();

  private ImapServer(Mailbox mailbox, ServerSocket server) {
    this.mailbox = mailbox;
    this.server = server;
  }

  static ImapServer start(Mailbox mailbox) throws IOException {
    var socket = new ServerSocket();
    socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
    var imap = new ImapServer(mailbox, socket);
    Thread.ofVirtual().name("practice-imap").start(imap::accept);
    return imap;
  }

  int port() {
    return server.getLocalPort();
  }

  private void accept() {
    while (!server.isClosed()) {
      try {
        var client = server.accept();
        open.add(client);
        Thread.ofVirtual().name("practice-imap-client").start(() -> serve(client));
      } catch (IOException e) {
        // Closed, or a client that has gone before it was accepted.
      }
    }
  }

  private void serve(Socket client) {
    try (client) {
      new ImapTalk(mailbox, client).go();
    } catch (IOException | UncheckedIOException e) {
      // The client has gone.
    } finally {
      open.remove(client);
    }
  }

  @Override
  public void close() {
    try {
      server.close();
      for (var client : open) {
        client.close();
      }
    } catch (IOException e) {
      // It ends with the process at the latest.
    }
  }
}
