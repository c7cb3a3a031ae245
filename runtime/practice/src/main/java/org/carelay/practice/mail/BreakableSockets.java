package org.carelay.practice.mail;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketAddress;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.subethamail.smtp.server.ServerSocketCreator;

/** Knows the server's connections by the client's address, so that one can be broken on purpose. */
final class BreakableSockets implements ServerSocketCreator {
  private final Map<SocketAddress, Socket> open = new ConcurrentHashMap<>();

  @Override
  public ServerSocket createServerSocket() throws IOException {
    return new ServerSocket() {
      @Override
      public Socket accept() throws IOException {
        open.values().removeIf(Socket::isClosed);
        var socket = super.accept();
        open.put(socket.getRemoteSocketAddress(), socket);
        return socket;
      }
    };
  }

  /** Ends a connection by a reset, as a crashed server or a firewall does. */
  void reset(SocketAddress client) throws IOException {
    var socket = open.remove(client);
    if (socket != null) {
      socket.setSoLinger(true, 0);
      socket.close();
    }
  }
}
