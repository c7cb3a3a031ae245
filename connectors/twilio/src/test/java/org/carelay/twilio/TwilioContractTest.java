package org.carelay.twilio;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.carelay.connector.Connector;
import org.carelay.connector.HttpCall;
import org.carelay.connector.HttpTrigger;
import org.carelay.connector.MessageAction;
import org.carelay.connector.Recipient;
import org.carelay.connector.testkit.ConnectionContract;
import org.carelay.connector.testkit.ConnectorContract;
import org.carelay.connector.testkit.HttpTriggerContract;
import org.carelay.connector.testkit.MessageActionContract;
import org.carelay.practice.phone.Fault;
import org.carelay.practice.phone.TextMessage;
import org.carelay.practice.phone.TwilioSignature;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.io.TempDir;

/** What every connector promises, here against the practice phone. */
class TwilioContractTest {
  @TempDir Path folder;
  private Lab lab;

  @BeforeEach
  void start() throws Exception {
    lab = new Lab(folder);
  }

  @AfterEach
  void stop() {
    lab.close();
  }

  private TwilioSettings at(InetSocketAddress address) {
    return lab.settings(URI.create("http://127.0.0.1:" + address.getPort()), "a-secret-token");
  }

  @Nested
  class OfTheConnector extends ConnectorContract<TwilioSettings, TwilioClient> {
    @Override
    protected Connector<TwilioSettings, TwilioClient> connector() {
      return lab.connector;
    }
  }

  @Nested
  class OfTheConnection extends ConnectionContract<TwilioSettings, TwilioClient> {
    @Override
    protected Connector<TwilioSettings, TwilioClient> connector() {
      return lab.connector;
    }

    @Override
    protected TwilioSettings settings() {
      return lab.settings();
    }

    @Override
    protected TwilioSettings wrongSecret() {
      return lab.settings(lab.phone.baseUrl(), "another-token");
    }

    @Override
    protected TwilioSettings at(InetSocketAddress address) {
      return TwilioContractTest.this.at(address);
    }
  }

  @Nested
  class OfSending extends MessageActionContract<TwilioClient, SendSms.Input, Sent> {
    @Override
    protected MessageAction<TwilioClient, SendSms.Input, Sent> action() {
      return new SendSms();
    }

    @Override
    protected TwilioClient client() {
      return lab.client;
    }

    @Override
    protected TwilioClient clientAt(InetSocketAddress address) {
      return lab.open(at(address));
    }

    @Override
    protected SendSms.Input input() {
      return Lab.text("Elm Clinic is ready for you.");
    }

    @Override
    protected Recipient[] approved() {
      return new Recipient[] {new Recipient(Recipient.Channel.SMS, Lab.AVERY)};
    }

    @Override
    protected List<String> reached() {
      return lab.phone.conversations().stream()
          .flatMap(conversation -> conversation.messages().stream())
          .map(TextMessage::to)
          .toList();
    }

    @Override
    protected void whileRefusing(Checked during) throws Exception {
      lab.phone.faults((_, _) -> new Fault.Answer(400));
      during.run();
      lab.phone.faults((_, _) -> Fault.NONE);
    }

    @Override
    protected void whileBreakingAfterAccepting(Checked during) throws Exception {
      lab.phone.faults((_, _) -> new Fault.AcceptThenBreak());
      during.run();
      lab.phone.faults((_, _) -> Fault.NONE);
    }
  }

  @Nested
  class OfReplies extends HttpTriggerContract<TwilioClient, MessageReceived.Input> {
    private static final URI URL =
        URI.create("https://carelay.example.org/hooks/twilio/clinic-sms/inbound");
    private static final String REPLY =
        "MessageSid=SM7&From=%2B15555550123&To=%2B15555550100&Body=Yes";

    @Override
    protected HttpTrigger<TwilioClient, MessageReceived.Input> trigger() {
      return new MessageReceived();
    }

    @Override
    protected TwilioClient client() {
      return lab.client;
    }

    @Override
    protected MessageReceived.Input input() {
      return new MessageReceived.Input();
    }

    @Override
    protected HttpCall genuine() {
      return genuine(REPLY.getBytes(UTF_8));
    }

    @Override
    protected HttpCall forged() {
      return call(REPLY.getBytes(UTF_8), "Zm9yZ2Vk");
    }

    @Override
    protected HttpCall genuine(byte[] body) {
      Map<String, String> form;
      try {
        form = new TreeMap<>(SignedForm.parse(new String(body, UTF_8)));
      } catch (IllegalArgumentException e) {
        form = Map.of();
      }
      return call(body, TwilioSignature.sign(lab.phone.authToken(), URL, form));
    }

    @Override
    protected List<String> secrets() {
      return List.of(lab.phone.authToken());
    }

    private HttpCall call(byte[] body, String signature) {
      var headers = Map.of("x-twilio-signature", List.of(signature));
      return new HttpCall("POST", URL, headers, body, Instant.now());
    }
  }
}
