package org.carelay.practice.phone;

import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Phaser;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.carelay.practice.phone.TextMessage.Status;
import org.jspecify.annotations.Nullable;

/** Takes accepted messages to the patient's phone and tells the clinic how that goes. */
final class Deliveries implements AutoCloseable {
  private static final int POSTS_AT_ONCE = 16;

  private final MessageLog log;
  private final SignedPosts posts;
  private final String accountSid;
  private final Duration pace;
  private final Clock clock;
  private final Consumer<TextMessage> changed;
  private final Map<String, Integer> undeliverable = new ConcurrentHashMap<>();
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final Semaphore posting = new Semaphore(POSTS_AT_ONCE);
  private final CountDownLatch closed = new CountDownLatch(1);
  private final Phaser underWay = new Phaser(1);

  Deliveries(
      MessageLog log,
      SignedPosts posts,
      String accountSid,
      PhoneSettings settings,
      Consumer<TextMessage> changed) {
    this.log = log;
    this.posts = posts;
    this.accountSid = accountSid;
    this.pace = settings.pace();
    this.clock = settings.clock();
    this.changed = changed;
  }

  /** From now on, messages to this number fail with Twilio's code, such as 30003. */
  void undeliverable(String number, int errorCode) {
    undeliverable.put(number, errorCode);
  }

  /** Delivers in the background; also continues what an earlier process left on its way. */
  void start(TextMessage message) {
    underWay.register();
    threads.execute(
        () -> {
          try {
            deliver(message);
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          } finally {
            underWay.arriveAndDeregister();
          }
        });
  }

  /**
   * Waits until every message has its last status and every post is done.
   *
   * @throws TimeoutException if that takes longer
   */
  void awaitIdle(Duration limit) throws InterruptedException, TimeoutException {
    underWay.awaitAdvanceInterruptibly(underWay.arrive(), limit.toMillis(), TimeUnit.MILLISECONDS);
  }

  @Override
  public void close() {
    closed.countDown();
    threads.shutdownNow();
    threads.close();
  }

  private void deliver(TextMessage message) throws InterruptedException {
    var errorCode = undeliverable.get(message.to());
    if (message.status() == Status.QUEUED) {
      advance(message, Status.SENT, null);
    }
    advance(message, errorCode == null ? Status.DELIVERED : Status.UNDELIVERED, errorCode);
  }

  private void advance(TextMessage message, Status status, @Nullable Integer errorCode)
      throws InterruptedException {
    if (closed.await(pace.toMillis(), TimeUnit.MILLISECONDS)) {
      throw new InterruptedException("The practice phone was closed");
    }
    var after = log.advance(message.sid(), status, errorCode, clock.instant());
    if (after == null) {
      return;
    }
    changed.accept(after);
    var callback = after.statusCallback();
    if (callback != null) {
      posting.acquire();
      try {
        posts.post(callback, after.statusForm(accountSid));
      } finally {
        posting.release();
      }
    }
  }
}
