package org.carelay.recipe;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Map;
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
import org.carelay.connector.InputProblem;
import org.carelay.connector.MessageAction;
import org.carelay.connector.NoSettings;
import org.carelay.connector.Poller;
import org.carelay.connector.PollingTrigger;
import org.carelay.connector.Recipient;
import org.carelay.connector.Sensitivity;
import org.carelay.connector.Trigger;
import org.jspecify.annotations.Nullable;

/** Connectors with the ids and shapes of the real ones, and nothing behind them. */
final class TestConnectors {
  private TestConnectors() {}

  record Key(@Describe(title = "Key", sensitivity = Sensitivity.SECRET) String secret) {}

  record OptionalKey(@Describe(title = "Key") @Nullable String secret) {}

  record RowChanged(
      @Describe(title = "Spreadsheet", example = "1AbC") String spreadsheet,
      @Describe(title = "Sheet") String sheet,
      @Describe(title = "Key columns") List<String> key,
      @Describe(title = "Watched columns") @Nullable List<String> watch,
      @Describe(title = "Settle", defaultValue = "PT5S") @Nullable Duration settle) {}

  record RowEvent(Map<String, Object> row, @Nullable Map<String, Object> before) {}

  record UpdateRow(
      String spreadsheet, String sheet, Map<String, Object> key, Map<String, Object> values) {}

  record RowResult(String range, int rows) {}

  record SendSms(
      @Describe(title = "To", sensitivity = Sensitivity.PERSONAL) String to,
      @Describe(title = "Text", widget = "multiline") String body,
      @Nullable List<String> mediaUrls) {}

  record SmsResult(String sid, String status) {}

  record SendEmail(List<String> to, String subject, @Nullable String text, @Nullable String html) {}

  record EmailResult(String messageId) {}

  record Query(
      @Describe(title = "SQL", verbatim = true, widget = "code") String sql,
      @Nullable Map<String, Object> params,
      @Nullable Integer limit) {}

  record Rows(List<Map<String, Object>> rows, int count) {}

  record Insert(String table, Map<String, Object> values, @Nullable List<String> key) {}

  record TableChanged(
      String table, @Nullable List<String> watch, @Nullable List<Operation> operations) {}

  enum Operation {
    INSERT,
    UPDATE,
    DELETE
  }

  record TableEvent(
      Operation operation, Map<String, Object> before, Map<String, Object> after, String table) {}

  record Cron(@Describe(title = "Cron", verbatim = true) String cron, @Nullable Missed missed) {}

  enum Missed {
    SKIP,
    LATEST,
    ALL
  }

  record Fire(String at, String scheduledFor) {}

  record FireEvent(Fire fire) {}

  record Webhook(
      String path, Auth auth, @Describe(title = "Key", verbatim = true) @Nullable String dedupe) {}

  record Auth(@Nullable Hmac hmac, @Nullable Bearer bearer, @Nullable Basic basic) {
    public static Auth parse(String text) {
      if (!text.equals("none")) {
        throw new IllegalArgumentException(
            "must be \"none\" or an object with hmac, bearer or basic");
      }
      return new Auth(null, null, null);
    }
  }

  record Hmac(@Nullable String secret, String header) {}

  record Bearer(@Nullable String token) {}

  record Basic(String user, @Nullable String password) {}

  record WebhookEvent(@Nullable Object body, Map<String, Object> headers) {}

  record Function(
      @Nullable Object input,
      @Describe(title = "Code", verbatim = true) @Nullable String code,
      @Nullable String file,
      @Nullable Duration timeout,
      @Nullable BigDecimal memory,
      @Nullable List<String> network,
      @Nullable String requirements) {}

  static Catalog catalog() {
    return Catalog.of(
        List.of(
            connector(
                "google-sheets",
                Key.class,
                List.of(
                    new Polled<>("google-sheets.row-changed", RowChanged.class, RowEvent.class)),
                List.of(
                    new Done<>(
                        "google-sheets.update-row",
                        UpdateRow.class,
                        RowResult.class,
                        Effect.IDEMPOTENT_WRITE))),
            connector(
                "twilio",
                Key.class,
                List.of(),
                List.of(new Sent<>("twilio.send-sms", SendSms.class, SmsResult.class))),
            connector(
                "email",
                Key.class,
                List.of(),
                List.of(new Sent<>("email.send", SendEmail.class, EmailResult.class))),
            connector(
                "database",
                Key.class,
                List.of(new Polled<>("database.row-changed", TableChanged.class, TableEvent.class)),
                List.of(
                    new Done<>("database.query", Query.class, Rows.class, Effect.READ),
                    new Done<>("database.insert", Insert.class, RowResult.class, Effect.WRITE))),
            connector(
                "schedule",
                NoSettings.class,
                List.of(new Polled<>("schedule.cron", Cron.class, FireEvent.class)),
                List.of()),
            connector(
                "webhook", OptionalKey.class, List.of(new Posted("webhook.received")), List.of()),
            connector(
                "function",
                NoSettings.class,
                List.of(),
                List.of(
                    new Done<>("function.python", Function.class, Object.class, Effect.READ),
                    new Done<>("function.javascript", Function.class, Object.class, Effect.READ),
                    new Done<>("function.java", Function.class, Object.class, Effect.READ)))));
  }

  private static <S extends Record> Connector<S, Client> connector(
      String id,
      Class<S> settings,
      List<? extends Trigger<Client, ?>> triggers,
      List<? extends Action<Client, ?, ?>> actions) {
    return new Offered<>(new About(id, id, "For tests."), settings, triggers, actions);
  }

  private record Offered<S extends Record>(
      About about,
      Class<S> settings,
      List<? extends Trigger<Client, ?>> triggers,
      List<? extends Action<Client, ?, ?>> actions)
      implements Connector<S, Client> {
    @Override
    public Client open(S settings, ConnectionContext context) {
      return Client.NONE;
    }

    @Override
    public String test(Client client) {
      return "Fine";
    }
  }

  private record Polled<I extends Record>(String id, Class<I> input, Class<? extends Record> event)
      implements PollingTrigger<Client, I> {
    @Override
    public About about() {
      return new About(id, id, "For tests.");
    }

    @Override
    public Poller<Client> poller() {
      throw new UnsupportedOperationException();
    }

    /** As the real schedule would. */
    @Override
    public List<InputProblem> check(Map<String, Object> written) {
      return "never".equals(written.get("cron"))
          ? List.of(new InputProblem("/cron", "cron-never-fires", "This never fires"))
          : List.of();
    }
  }

  private record Posted(String id) implements HttpTrigger<Client, Webhook> {
    @Override
    public About about() {
      return new About(id, id, "For tests.");
    }

    @Override
    public Class<Webhook> input() {
      return Webhook.class;
    }

    @Override
    public Class<? extends Record> event() {
      return WebhookEvent.class;
    }

    @Override
    public String path(Webhook input, String connectionId) {
      return input.path();
    }

    @Override
    public Outcome receive(HttpCall call, Webhook input, Client client) {
      throw new UnsupportedOperationException();
    }
  }

  private record Done<I extends Record, O>(
      String id, Class<I> input, Class<O> output, Effect effect) implements Action<Client, I, O> {
    @Override
    public About about() {
      return new About(id, id, "For tests.");
    }

    @Override
    public O perform(Client client, I input, ActionContext context) {
      throw new UnsupportedOperationException();
    }
  }

  private record Sent<I extends Record, O>(String id, Class<I> input, Class<O> output)
      implements MessageAction<Client, I, O> {
    @Override
    public About about() {
      return new About(id, id, "For tests.");
    }

    @Override
    public List<Recipient> recipients(I input) {
      return List.of();
    }

    @Override
    public O perform(Client client, I input, ActionContext context) {
      throw new UnsupportedOperationException();
    }
  }
}
