package org.carelay.push;

import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import org.carelay.connector.Connector;
import org.carelay.connector.MessageAction;
import org.carelay.connector.Recipient;
import org.carelay.connector.testkit.ConnectionContract;
import org.carelay.connector.testkit.ConnectorContract;
import org.carelay.connector.testkit.MessageActionContract;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;

/** What every connector promises, against push services on this machine. */
class PushContractTest {
  private static final String APP = "fcm:token-0123456789";
  private TestService service;
  private TestBrowser browser;

  @BeforeEach
  void start() throws Exception {
    service = new TestService();
    browser = TestBrowser.create();
  }

  @AfterEach
  void stop() {
    service.close();
  }

  private static PushClient open(PushSettings settings) {
    return new PushClient(settings, Clock.systemUTC());
  }

  @Nested
  class OfTheConnector extends ConnectorContract<PushSettings, PushClient> {
    @Override
    protected Connector<PushSettings, PushClient> connector() {
      return new PushConnector();
    }
  }

  @Nested
  class OfTheConnection extends ConnectionContract<PushSettings, PushClient> {
    @Override
    protected Connector<PushSettings, PushClient> connector() {
      return new PushConnector();
    }

    @Override
    protected PushSettings settings() {
      return service.settings();
    }

    @Override
    protected PushSettings wrongSecret() {
      service.refusesTokens();
      return service.settings();
    }

    @Override
    protected PushSettings at(InetSocketAddress address) {
      return service.settingsAt(address);
    }
  }

  /** The same for browsers and apps. */
  abstract class Sending extends MessageActionContract<PushClient, SendPush.Input, Pushed> {
    abstract Object target();

    @Override
    protected MessageAction<PushClient, SendPush.Input, Pushed> action() {
      return new SendPush();
    }

    @Override
    protected PushClient client() {
      return open(service.settings());
    }

    @Override
    protected PushClient clientAt(InetSocketAddress address) {
      return open(service.settings(address, service.address().getPort()));
    }

    @Override
    protected SendPush.Input input() {
      var written = List.<Object>of("fcm:as-written-0123456789");
      return new SendPush.Input(written, "Elm Clinic", "You have a new message.", null, null, null);
    }

    @Override
    protected Recipient[] approved() {
      var target = Target.of(target());
      return new Recipient[] {
        new Recipient(Recipient.Channel.PUSH, target == null ? "" : target.address())
      };
    }

    @Override
    protected List<String> reached() {
      return service.got().stream()
          .map(
              got ->
                  got.uri().getPath().startsWith("/v1/")
                      ? new String(got.body(), StandardCharsets.UTF_8)
                          .replaceAll("(?s).*\"token\":\"([^\"]*)\".*", "fcm:$1")
                      : approved()[0].address())
          .toList();
    }

    @Override
    protected void whileRefusing(Checked during) throws Exception {
      service.answers(410);
      during.run();
      service.answers(201);
    }

    @Override
    protected void whileBreakingAfterAccepting(Checked during) throws Exception {
      service.breaksAfterTaking();
      during.run();
      service.answers(201);
    }
  }

  @Nested
  class ToABrowser extends Sending {
    @Override
    Object target() {
      return browser.subscription("https://updates.push.services.mozilla.com/wpush/v2/abc?x=1");
    }
  }

  @Nested
  class ToAnApp extends Sending {
    @Override
    Object target() {
      return APP;
    }
  }
}
