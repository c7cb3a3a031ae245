package org.carelay.twilio;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import org.carelay.connector.ConnectionContext;
import org.carelay.connector.Recipient;
import org.carelay.connector.testkit.FakeActionContext;
import org.carelay.connector.testkit.InMemoryMemory;
import org.carelay.practice.phone.PhoneSettings;
import org.carelay.practice.phone.PracticeTwilio;
import org.jspecify.annotations.Nullable;

/** A practice phone and a connection to it. */
final class Lab implements AutoCloseable {
  static final String AVERY = "+15555550123";
  static final String CLINIC = "+15555550100";
  static final Duration LIMIT = Duration.ofSeconds(10);

  final PracticeTwilio phone;
  final TwilioConnector connector = new TwilioConnector();
  final TwilioClient client;

  Lab(Path folder) throws IOException {
    phone = PracticeTwilio.start(PhoneSettings.in(folder));
    client = open(settings());
  }

  TwilioSettings settings() {
    return settings(phone.baseUrl(), phone.authToken());
  }

  TwilioSettings settings(URI baseUrl, String token) {
    return new TwilioSettings(phone.accountSid(), token, CLINIC, null, baseUrl, null);
  }

  TwilioClient open(TwilioSettings settings) {
    return connector.open(settings, context(URI.create("http://127.0.0.1:8080")));
  }

  static ConnectionContext context(URI publicUrl) {
    return new ConnectionContext("clinic-sms", publicUrl, Clock.systemUTC(), new InMemoryMemory());
  }

  static FakeActionContext toAvery() {
    return FakeActionContext.aContext().to(new Recipient(Recipient.Channel.SMS, AVERY));
  }

  static SendSms.Input text(String body) {
    return text(body, null);
  }

  static SendSms.Input text(String body, @Nullable URI picture) {
    return new SendSms.Input("555-0199 as the recipe has it", body, picture);
  }

  @Override
  public void close() {
    client.close();
    phone.close();
  }
}
