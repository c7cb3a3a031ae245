package org.carelay.engine;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.carelay.connector.About;
import org.carelay.connector.Action;
import org.carelay.connector.ActionContext;
import org.carelay.connector.AskableCallback;
import org.carelay.connector.Callback;
import org.carelay.connector.Client;
import org.carelay.connector.ConnectionContext;
import org.carelay.connector.Connector;
import org.carelay.connector.ConnectorException;
import org.carelay.connector.Describe;
import org.carelay.connector.Effect;
import org.carelay.connector.HttpCall;
import org.carelay.connector.HttpTrigger;
import org.carelay.connector.MessageAction;
import org.carelay.connector.NoSettings;
import org.carelay.connector.Poller;
import org.carelay.connector.Recipient;
import org.carelay.connector.TraceableAction;
import org.carelay.connector.Trigger;
import org.carelay.connector.TriggerEvent;
import org.jspecify.annotations.Nullable;

/** A connector with one of each kind, all leading to one {@link Provider}. */
final class TestConnector implements Connector<NoSettings, Client> {
  private final Provider provider;
  final TestChanges changes = new TestChanges();
  final Watch watch = new Watch();

  TestConnector(Provider provider) {
    this.provider = provider;
  }

  record Any(@Describe(title = "Value") @Nullable Object value) {}

  record Text(@Describe(title = "To") String to, @Describe(title = "Body") String body) {}

  record Sent(@Describe(title = "Status") String status, @Describe(title = "Id") String id) {}

  record Row(@Describe(title = "Key") String key, @Describe(title = "Value") Object value) {}

  record Path(
      @Describe(title = "Path") String path,
      @Describe(title = "Answer", choices = "steps") @Nullable List<String> answer) {}

  record Nothing() {}

  record Heard(@Describe(title = "Message") Map<String, Object> message) {}

  record Posted(@Describe(title = "Body") Map<String, Object> body) {}

  @Override
  public About about() {
    return new About("test", "Test", "For tests.");
  }

  @Override
  public Class<NoSettings> settings() {
    return NoSettings.class;
  }

  @Override
  public Client open(NoSettings settings, ConnectionContext context) {
    return provider;
  }

  @Override
  public String test(Client client) {
    return "It works.";
  }

  @Override
  public List<Trigger<Client, ?>> triggers() {
    return List.of(
        new PostedTrigger(),
        new TestChanges.Trigger(changes),
        new HeardTrigger(),
        new TestPages.Asked());
  }

  @Override
  public List<Action<Client, ?, ?>> actions() {
    return List.of(new Echo(), new Send(), new Put(), new TestPages.Invite());
  }

  @Override
  public List<Callback<Client>> callbacks() {
    return List.of(new News());
  }

  /** Says how far a message got, as a test has told it. */
  private static final class News implements AskableCallback<Client> {
    @Override
    public String id() {
      return "news";
    }

    @Override
    public Outcome receive(HttpCall call, Client client) {
      var body = Json.map(call.body());
      return new Outcome.Receipt(
          String.valueOf(body.get("id")),
          Delivery.valueOf(String.valueOf(body.get("delivery"))),
          "30006",
          new Trouble("bad-number", "Ask for another number."));
    }

    @Override
    public Outcome.@Nullable Receipt ask(String reference, Client client)
        throws ConnectorException {
      return ((Provider) client).asked(reference);
    }
  }

  @Override
  public List<Poller<Client>> watches() {
    return List.of(watch);
  }

  /** Gives back what it is given. */
  private static final class Echo implements Action<Client, Any, Object> {
    @Override
    public About about() {
      return new About("test.echo", "Echo", "");
    }

    @Override
    public Class<Any> input() {
      return Any.class;
    }

    @Override
    public Class<Object> output() {
      return Object.class;
    }

    @Override
    public Effect effect() {
      return Effect.READ;
    }

    @Override
    public Object perform(Client client, Any input, ActionContext context) {
      context.log("echo");
      ((Provider) client).beforeReading.run();
      return Map.of("value", input.value() == null ? "nothing" : input.value());
    }
  }

  /** A message that can be looked up. */
  private static final class Send
      implements MessageAction<Client, Text, Sent>, TraceableAction<Client, Text, Sent> {
    @Override
    public About about() {
      return new About("test.send", "Send", "");
    }

    @Override
    public Class<Text> input() {
      return Text.class;
    }

    @Override
    public Class<Sent> output() {
      return Sent.class;
    }

    @Override
    public List<Recipient> recipients(Text input) {
      return List.of(new Recipient(Recipient.Channel.SMS, input.to()));
    }

    @Override
    public Sent perform(Client client, Text input, ActionContext context)
        throws ConnectorException {
      var to = context.recipients().getFirst().address();
      var id = ((Provider) client).take(to, input.body(), context.clock().instant());
      context.reference(id);
      return new Sent("Sent", id);
    }

    @Override
    public List<Trace<Sent>> trace(Client client, Text input, Instant since, ActionContext context)
        throws ConnectorException {
      var to = context.recipients().getFirst().address();
      return ((Provider) client)
          .find(to, input.body(), since).stream()
              .map(t -> new Trace<>(t.reference(), t.at(), new Sent("Sent", t.reference())))
              .toList();
    }
  }

  /** A write that may be repeated. */
  private static final class Put implements Action<Client, Row, Row> {
    @Override
    public About about() {
      return new About("test.put", "Put", "");
    }

    @Override
    public Class<Row> input() {
      return Row.class;
    }

    @Override
    public Class<Row> output() {
      return Row.class;
    }

    @Override
    public Effect effect() {
      return Effect.IDEMPOTENT_WRITE;
    }

    @Override
    public Row perform(Client client, Row input, ActionContext context) throws ConnectorException {
      ((Provider) client).put(input.key(), input.value());
      return input;
    }
  }

  /** Takes any post. */
  private static final class PostedTrigger implements HttpTrigger<Client, Path> {
    @Override
    public About about() {
      return new About("test.posted", "Posted", "");
    }

    @Override
    public Class<Path> input() {
      return Path.class;
    }

    @Override
    public Class<? extends Record> event() {
      return Posted.class;
    }

    @Override
    public String path(Path input, String connectionId) {
      return input.path();
    }

    @Override
    public @Nullable Answering answering(Path input) {
      return input.answer() == null
          ? null
          : new Answering(input.answer(), java.time.Duration.ofSeconds(20));
    }

    @Override
    public Reply answer(Object output) {
      return new Reply(200, "application/json", String.valueOf(output));
    }

    @Override
    public Outcome receive(HttpCall call, Path input, Client client) {
      var body = Json.map(call.body());
      return new Outcome.Accepted(
          List.of(
              new TriggerEvent(
                  String.valueOf(body.get("id")), call.receivedAt(), Map.of("body", body))),
          Reply.DEFAULT);
    }
  }

  /** Takes what a person writes. */
  private static final class HeardTrigger implements HttpTrigger<Client, Nothing> {
    @Override
    public About about() {
      return new About("test.heard", "Heard", "");
    }

    @Override
    public Class<Nothing> input() {
      return Nothing.class;
    }

    @Override
    public Class<? extends Record> event() {
      return Heard.class;
    }

    @Override
    public String path(Nothing input, String connectionId) {
      return "test/" + connectionId + "/inbound";
    }

    @Override
    public Outcome receive(HttpCall call, Nothing input, Client client) {
      var message = Json.map(call.body());
      var key = String.valueOf(message.get("id"));
      return new Outcome.Accepted(
          List.of(new TriggerEvent(key, call.receivedAt(), Map.of("message", message))),
          Reply.DEFAULT);
    }
  }

  /** A watch whose next news a test decides. */
  static final class Watch implements Poller<Client> {
    News next = News.NONE;
    @Nullable ConnectorException failure;

    @Override
    public String id() {
      return "watch";
    }

    @Override
    public Result poll(Client client, Request request) throws ConnectorException {
      if (failure != null) {
        throw failure;
      }
      return new Result(List.of(), List.of(), request.clock().instant().plusSeconds(10), next);
    }
  }
}
