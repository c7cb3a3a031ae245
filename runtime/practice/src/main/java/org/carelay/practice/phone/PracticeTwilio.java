package org.carelay.practice.phone;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.carelay.practice.phone.TextMessage.Direction;
import org.jspecify.annotations.Nullable;

/**
 * A telephone company on 127.0.0.1. Point a Twilio client at {@link #baseUrl()} with {@link
 * #accountSid()} and {@link #authToken()}; the patients' phones are {@link #conversations()}.
 *
 * <p>Messages survive a restart on the same folder. Safe for use by many threads.
 */
public final class PracticeTwilio implements AutoCloseable {
  private final Account account;
  private final String clinicNumber;
  private final Clock clock;
  private final MessageLog log;
  private final SignedPosts posts;
  private final Deliveries deliveries;
  private final TwilioApi api;
  private final List<Consumer<TextMessage>> listeners = new CopyOnWriteArrayList<>();
  private final int port;
  private HttpServer server;
  private volatile @Nullable URI inboundUrl;

  private PracticeTwilio(PhoneSettings settings) throws IOException {
    account = Account.in(settings.folder());
    clinicNumber = settings.clinicNumber();
    clock = settings.clock();
    log = MessageLog.open(settings.folder());
    posts = new SignedPosts(account.token());
    deliveries = new Deliveries(log, posts, account.sid(), settings, this::changed);
    api = new TwilioApi(account, log, settings, this::changed, deliveries);
    server = listen(settings.port());
    port = server.getAddress().getPort();
    log.all().stream()
        .filter(message -> message.direction() == Direction.OUTBOUND)
        .filter(message -> !message.status().isFinal())
        .forEach(deliveries::start);
  }

  /**
   * Starts it, with what an earlier one left in the same folder.
   *
   * @throws IOException if the folder cannot be used or the port is taken
   */
  public static PracticeTwilio start(PhoneSettings settings) throws IOException {
    return new PracticeTwilio(settings);
  }

  /** Stands for {@code https://api.twilio.com}. */
  public URI baseUrl() {
    return URI.create("http://127.0.0.1:" + port);
  }

  public String accountSid() {
    return account.sid();
  }

  /** Secret of this folder; signs what the phone posts to the clinic. */
  public String authToken() {
    return account.token();
  }

  /** The number the clinic sends from, in E.164. */
  public String clinicNumber() {
    return clinicNumber;
  }

  /** Where patients' replies are posted from now on; null keeps them on the phone. */
  public void inbound(@Nullable URI url) {
    inboundUrl = url;
  }

  /** One per patient's number, the one with the latest message first. */
  public List<Conversation> conversations() {
    Map<String, List<TextMessage>> byNumber = new LinkedHashMap<>();
    for (var message : log.all().reversed()) {
      byNumber.computeIfAbsent(message.patient(), _ -> new ArrayList<>()).add(message);
    }
    return byNumber.entrySet().stream()
        .map(entry -> new Conversation(entry.getKey(), entry.getValue().reversed()))
        .toList();
  }

  /** The messages of one patient's phone, oldest first. */
  public Conversation conversation(String number) {
    return new Conversation(
        number, log.all().stream().filter(each -> each.patient().equals(number)).toList());
  }

  /**
   * A patient answers, to the number that last texted them, and the clinic is told at once. Takes
   * up to half a minute where the clinic does not answer.
   *
   * @param number the patient's, in E.164
   * @throws IllegalArgumentException if the number or the text is not one
   */
  public Reply reply(String number, String body) throws InterruptedException {
    if (!number.matches("\\+[1-9]\\d{6,14}")) {
      throw new IllegalArgumentException("Write the number in the form +15555550123");
    }
    if (body.isBlank() || body.length() > MessageRequest.MAX_CHARACTERS) {
      throw new IllegalArgumentException("Write a text of 1 to 1600 characters");
    }
    var clinic =
        conversation(number).messages().reversed().stream()
            .filter(message -> message.direction() == Direction.OUTBOUND)
            .map(TextMessage::from)
            .findFirst()
            .orElse(clinicNumber);
    var message = TextMessage.received(number, clinic, body, clock.instant());
    log.append(message);
    changed(message);
    var url = inboundUrl;
    return new Reply(message, url != null && posts.post(url, message.inboundForm(account.sid())));
  }

  /**
   * What became of a reply.
   *
   * @param heard whether the clinic took it, that is, answered 2xx
   */
  public record Reply(TextMessage message, boolean heard) {}

  /** How often each text was accepted for each number, since the folder was new. */
  public Map<Accepted, Integer> accepted() {
    var counts = new LinkedHashMap<Accepted, Integer>();
    for (var message : log.all()) {
      if (message.direction() == Direction.OUTBOUND) {
        counts.merge(new Accepted(message.to(), message.body()), 1, Integer::sum);
      }
    }
    return counts;
  }

  /** A text to a number. */
  public record Accepted(String to, String body) {}

  /** How many times somebody tried to send, whatever came of it, since this process started. */
  public int attempts() {
    return api.attempts();
  }

  /** Lets sending go wrong; {@code (to, body) -> Fault.NONE} ends that. */
  public void faults(Fault.Plan plan) {
    api.faults(plan);
  }

  /** From now on, texts to this number are accepted but fail with Twilio's code, such as 30003. */
  public void undeliverable(String number, int errorCode) {
    deliveries.undeliverable(number, errorCode);
  }

  /** Nobody listens on the port until {@link #acceptConnections}. */
  public synchronized void refuseConnections() {
    server.stop(0);
  }

  /** Listens again on the same port. */
  public synchronized void acceptConnections() {
    try {
      server = listen(port);
    } catch (IOException e) {
      throw new UncheckedIOException("The practice phone's port is taken", e);
    }
  }

  /**
   * Calls after every new message and every new status, on the thread that made it.
   *
   * @return ends it
   */
  public Runnable listen(Consumer<TextMessage> listener) {
    listeners.add(listener);
    return () -> listeners.remove(listener);
  }

  /**
   * Waits until every accepted message has its last status and the clinic was told.
   *
   * @throws TimeoutException if that takes longer
   */
  public void awaitIdle(Duration limit) throws InterruptedException, TimeoutException {
    deliveries.awaitIdle(limit);
  }

  @Override
  public synchronized void close() {
    api.close();
    server.stop(0);
    deliveries.close();
    posts.close();
    log.close();
  }

  private HttpServer listen(int port) throws IOException {
    var listening =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
    listening.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    listening.createContext("/", api);
    listening.start();
    return listening;
  }

  private void changed(TextMessage message) {
    listeners.forEach(listener -> listener.accept(message));
  }
}
