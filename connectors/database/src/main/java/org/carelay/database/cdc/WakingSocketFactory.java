package org.carelay.database.cdc;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import javax.net.SocketFactory;

/**
 * Sockets to PostgreSQL that wait in the kernel. Debezium asks the driver again and again whether a
 * message is there, and the driver looks for one millisecond each time ({@code
 * PGStream.hasMessagePending}); these sockets look for longer, and return at once when something
 * comes. The driver makes this by its class name.
 */
public final class WakingSocketFactory extends SocketFactory {
  private static final int LOOK_MILLIS = 1;
  private static final int LONGER_LOOK_MILLIS = 500;

  private final Wake wake;

  /**
   * @param engine whose task is woken
   */
  public WakingSocketFactory(String engine) {
    this.wake = Wake.of(engine);
  }

  @Override
  public Socket createSocket() {
    return new WakingSocket(wake);
  }

  @Override
  public Socket createSocket(String host, int port) throws IOException {
    return SocketFactory.getDefault().createSocket(host, port);
  }

  @Override
  public Socket createSocket(String host, int port, InetAddress localHost, int localPort)
      throws IOException {
    return SocketFactory.getDefault().createSocket(host, port, localHost, localPort);
  }

  @Override
  public Socket createSocket(InetAddress host, int port) throws IOException {
    return SocketFactory.getDefault().createSocket(host, port);
  }

  @Override
  public Socket createSocket(InetAddress host, int port, InetAddress localHost, int localPort)
      throws IOException {
    return SocketFactory.getDefault().createSocket(host, port, localHost, localPort);
  }

  private static final class WakingSocket extends Socket {
    private final Wake wake;
    private volatile boolean looking;

    WakingSocket(Wake wake) {
      this.wake = wake;
    }

    @Override
    public void setSoTimeout(int millis) throws SocketException {
      looking = millis == LOOK_MILLIS;
      super.setSoTimeout(looking ? LONGER_LOOK_MILLIS : millis);
    }

    @Override
    public InputStream getInputStream() throws IOException {
      return new WakingStream(super.getInputStream());
    }

    private final class WakingStream extends FilterInputStream {
      WakingStream(InputStream in) {
        super(in);
      }

      @Override
      public int read() throws IOException {
        var one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
      }

      @Override
      public int read(byte[] into, int from, int length) throws IOException {
        if (looking) {
          wake.waits();
        }
        try {
          int count = super.read(into, from, length);
          wake.arrived();
          return count;
        } catch (SocketTimeoutException e) {
          throw e;
        } catch (IOException e) {
          wake.arrived();
          throw e;
        }
      }

      @Override
      public int available() throws IOException {
        int count = super.available();
        if (count > 0) {
          wake.arrived();
        }
        return count;
      }
    }
  }
}
