package org.carelay.practice.mail;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.SocketAddress;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.subethamail.smtp.server.SMTPServer;

/**
 * A mail server on 127.0.0.1, without TLS and without sign-in, that delivers whatever it gets to
 * one mailbox, the patients'. What they answer lands in the clinic's mailbox, which is read over
 * IMAP. Mails survive a restart on the same folder. Safe for use by many threads.
 */
public final class PracticeMail implements AutoCloseable {
  private final Mailbox mailbox;
  private final Mailbox answers;
  private final ImapServer imap;
  private final Clock clock;
  private final BreakableSockets sockets = new BreakableSockets();
  private final CountDownLatch closed = new CountDownLatch(1);
  private final AtomicInteger attempts = new AtomicInteger();
  private final List<Consumer<Mail>> listeners = new CopyOnWriteArrayList<>();
  private final SMTPServer server;
  private final int port;
  private volatile MailFault.Plan plan = (_, _) -> MailFault.NONE;

  private PracticeMail(MailSettings settings) throws IOException {
    mailbox = Mailbox.open(settings.folder());
    answers = Mailbox.open(settings.folder().resolve("answers"));
    clock = settings.clock();
    imap = ImapServer.start(answers);
    server =
        SMTPServer.port(settings.port())
            .bindAddress(InetAddress.getLoopbackAddress())
            .hostName("practice.invalid")
            .softwareName("Practice mail")
            .maxMessageSize(Delivery.MAX_BYTES)
            .executorService(Executors.newVirtualThreadPerTaskExecutor())
            .serverSocketFactory(sockets)
            .messageHandlerFactory(context -> new Delivery(this, context))
            .build();
    try {
      server.start();
    } catch (UncheckedIOException e) {
      imap.close();
      throw e.getCause();
    }
    port = settings.port() == 0 ? server.getPortAllocated() : settings.port();
  }

  /**
   * Starts it, with the mails an earlier one left in the same folder.
   *
   * @throws IOException if the folder cannot be used or the port is taken
   */
  public static PracticeMail start(MailSettings settings) throws IOException {
    return new PracticeMail(settings);
  }

  public String host() {
    return "127.0.0.1";
  }

  public int port() {
    return port;
  }

  /** Where the clinic's mailbox is read over IMAP; any user name and password will do. */
  public int mailboxPort() {
    return imap.port();
  }

  /**
   * A patient answers a mail. It lands in the clinic's mailbox.
   *
   * @param id of the mail that is answered
   * @throws IllegalArgumentException if there is no such mail, or nothing is written
   */
  public Mail reply(String id, String body) throws IOException {
    if (body.isBlank()) {
      throw new IllegalArgumentException("The answer is empty");
    }
    var mail =
        mails().stream()
            .filter(each -> each.id().equals(id))
            .findFirst()
            .orElseThrow(() -> new IllegalArgumentException("There is no such mail"));
    var content = Answer.to(mail, body, clock.instant());
    return answers.deliver(Answer.sender(mail), List.of(mail.from()), content, clock.instant());
  }

  /** Puts a mail into the clinic's mailbox as it would come from outside. */
  public Mail receive(String from, byte[] content) throws IOException {
    return answers.deliver(from, List.of(), content, clock.instant());
  }

  /** What patients have answered, newest first. */
  public List<Mail> answers() {
    return answers.mails();
  }

  /** Newest first. */
  public List<Mail> mails() {
    return mailbox.mails();
  }

  /** A mail as it came, with our envelope lines before its own; null if there is no such mail. */
  public byte @Nullable [] raw(String id) throws IOException {
    return mailbox.raw(id);
  }

  /** How often each mail was delivered to each address, since the folder was new. */
  public Map<Delivered, Integer> delivered() {
    var counts = new LinkedHashMap<Delivered, Integer>();
    for (var mail : mails()) {
      for (var to : mail.to()) {
        counts.merge(new Delivered(to, String.valueOf(mail.messageId())), 1, Integer::sum);
      }
    }
    return counts;
  }

  /** A mail to an address. */
  public record Delivered(String to, String messageId) {}

  /** How many recipients were offered, whatever came of it, since this process started. */
  public int attempts() {
    return attempts.get();
  }

  /** Lets mails go wrong; {@code (from, to) -> MailFault.NONE} ends that. */
  public void faults(MailFault.Plan newPlan) {
    plan = newPlan;
  }

  /**
   * Calls after every delivered mail, on the thread that delivers it.
   *
   * @return ends it
   */
  public Runnable listen(Consumer<Mail> listener) {
    listeners.add(listener);
    return () -> listeners.remove(listener);
  }

  @Override
  public void close() {
    closed.countDown();
    imap.close();
    server.stop();
  }

  MailFault fault(String from, String to) {
    attempts.incrementAndGet();
    return plan.next(from, to);
  }

  void deliver(String from, List<String> to, byte[] content) throws IOException {
    var mail = mailbox.deliver(from, to, content, clock.instant());
    listeners.forEach(listener -> listener.accept(mail));
  }

  void reset(SocketAddress client) throws IOException {
    sockets.reset(client);
  }

  CountDownLatch closed() {
    return closed;
  }
}
