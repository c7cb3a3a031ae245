package org.carelay.connector.testkit;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.carelay.connector.Action;
import org.carelay.connector.Connector;
import org.carelay.connector.HttpCall;
import org.carelay.connector.HttpTrigger;
import org.carelay.connector.NoSettings;
import org.carelay.connector.PollingTrigger;
import org.carelay.connector.testkit.EchoConnector.Board;
import org.carelay.connector.testkit.EchoConnector.Line;
import org.junit.jupiter.api.Nested;

/** The suites pass for a connector that does everything right. */
class EchoConnectorTest {
  private final Board board = new Board();

  @Nested
  class AsConnector extends ConnectorContract<NoSettings, Board> {
    @Override
    protected Connector<NoSettings, Board> connector() {
      return new EchoConnector();
    }
  }

  @Nested
  class Write extends ActionContract<Board, Line, Line> {
    @Override
    protected Action<Board, Line, Line> action() {
      return new EchoConnector.Write();
    }

    @Override
    protected Board client() {
      return board;
    }

    @Override
    protected Line input() {
      return new Line("hello");
    }

    @Override
    protected Object outside() {
      return List.copyOf(board.lines);
    }
  }

  @Nested
  class Written extends PollingTriggerContract<Board, Line> {
    @Override
    protected PollingTrigger<Board, Line> trigger() {
      return new EchoConnector.Written();
    }

    @Override
    protected Board client() {
      return board;
    }

    @Override
    protected Line input() {
      return new Line("any");
    }

    @Override
    protected void change() {
      board.lines.add("line " + board.lines.size());
    }

    @Override
    protected void nothingOfInterest() {
      board.lines.replaceAll(line -> line + "!");
    }
  }

  @Nested
  class Posted extends HttpTriggerContract<Board, Line> {
    @Override
    protected HttpTrigger<Board, Line> trigger() {
      return new EchoConnector.Posted();
    }

    @Override
    protected Board client() {
      return board;
    }

    @Override
    protected Line input() {
      return new Line("open-sesame");
    }

    @Override
    protected HttpCall genuine() {
      return genuine("hello".getBytes(StandardCharsets.UTF_8));
    }

    @Override
    protected HttpCall forged() {
      return call("open-the-door", "hello".getBytes(StandardCharsets.UTF_8));
    }

    @Override
    protected HttpCall genuine(byte[] body) {
      return call("open-sesame", body);
    }

    @Override
    protected List<String> secrets() {
      return List.of("open-sesame");
    }

    private HttpCall call(String password, byte[] body) {
      var url = URI.create("https://carelay.example.org/hooks/echo/test");
      return new HttpCall("POST", url, Map.of("password", List.of(password)), body, Instant.now());
    }
  }
}
