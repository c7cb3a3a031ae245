package org.carelay.connector.testkit;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.carelay.connector.About;
import org.carelay.connector.Action;
import org.carelay.connector.ActionContext;
import org.carelay.connector.Client;
import org.carelay.connector.ConnectionContext;
import org.carelay.connector.Connector;
import org.carelay.connector.Describe;
import org.carelay.connector.Effect;
import org.carelay.connector.HttpCall;
import org.carelay.connector.HttpTrigger;
import org.carelay.connector.NoSettings;
import org.carelay.connector.Poller;
import org.carelay.connector.PollingTrigger;
import org.carelay.connector.StateChange;
import org.carelay.connector.Trigger;
import org.carelay.connector.TriggerEvent;

/** The smallest connector there is: a board to write on, in memory. */
public final class EchoConnector implements Connector<NoSettings, EchoConnector.Board> {
  /** The outside system. */
  public static final class Board implements Client {
    final List<String> lines = new ArrayList<>();
  }

  /** What to write. */
  public record Line(@Describe(title = "Text", help = "One line.") String text) {}

  @Override
  public About about() {
    return new About("echo", "Echo", "A board in memory.");
  }

  @Override
  public Class<NoSettings> settings() {
    return NoSettings.class;
  }

  @Override
  public Board open(NoSettings settings, ConnectionContext context) {
    return new Board();
  }

  @Override
  public String test(Board client) {
    return "There is a board";
  }

  @Override
  public List<Trigger<Board, ?>> triggers() {
    return List.of(new Written(), new Posted());
  }

  @Override
  public List<Action<Board, Line, Line>> actions() {
    return List.of(new Write());
  }

  /** Writes a line that is not there yet. */
  public static final class Write implements Action<Board, Line, Line> {
    @Override
    public About about() {
      return new About("echo.write", "Write a line", "Writes a line that is not there yet.");
    }

    @Override
    public Class<Line> input() {
      return Line.class;
    }

    @Override
    public Class<Line> output() {
      return Line.class;
    }

    @Override
    public Effect effect() {
      return Effect.IDEMPOTENT_WRITE;
    }

    @Override
    public Line perform(Board client, Line input, ActionContext context) {
      if (!client.lines.contains(input.text())) {
        client.lines.add(input.text());
      }
      return input;
    }
  }

  /** A line was written. */
  public static final class Written implements PollingTrigger<Board, Line> {
    @Override
    public About about() {
      return new About("echo.written", "A line was written", "Fires for each new line.");
    }

    @Override
    public Class<Line> input() {
      return Line.class;
    }

    @Override
    public Class<Line> event() {
      return Line.class;
    }

    @Override
    public Poller<Board> poller() {
      return new Reader();
    }
  }

  private static final class Reader implements Poller<Board> {
    @Override
    public String id() {
      return "reader";
    }

    @Override
    public Result poll(Board client, Request request) {
      var now = request.clock().instant();
      var findings =
          request.subscriptions().stream().map(each -> look(client, each, request)).toList();
      return new Result(findings, List.of(), now.plus(Duration.ofSeconds(1)));
    }

    private static Finding look(Board board, Subscription subscription, Request request) {
      var now = request.clock().instant();
      var size = board.lines.size();
      var seen = Integer.parseInt(subscription.state().getOrDefault("seen", "" + size));
      var events =
          IntStream.range(seen, size)
              .mapToObj(i -> new TriggerEvent("line-" + i, now, Map.of("text", board.lines.get(i))))
              .toList();
      var change = new StateChange("seen", "" + size);
      return new Finding(subscription.id(), events, List.of(change), List.of());
    }
  }

  /** Somebody posted a line, with the text of the input as password. */
  public static final class Posted implements HttpTrigger<Board, Line> {
    @Override
    public About about() {
      return new About("echo.posted", "A line was posted", "Fires for each post.");
    }

    @Override
    public Class<Line> input() {
      return Line.class;
    }

    @Override
    public Class<Line> event() {
      return Line.class;
    }

    @Override
    public String path(Line input, String connectionId) {
      return "echo/" + connectionId;
    }

    @Override
    public Outcome receive(HttpCall call, Line input, Board client) {
      if (!input.text().equals(call.header("password"))) {
        return new Outcome.Refused(401, "wrong-password", "The password is wrong.");
      }
      var text = new String(call.body(), StandardCharsets.UTF_8);
      var event = new TriggerEvent("post-1", call.receivedAt(), Map.of("text", text));
      return new Outcome.Accepted(List.of(event), Reply.DEFAULT);
    }
  }
}
