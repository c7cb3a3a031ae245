package org.carelay.workers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.carelay.workers.confine.ChildPipe;
import org.carelay.workers.confine.Companion;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Asking over both kinds of wire, with other programs in the place of a worker. */
class LineTest {
  private static final int LIMIT = 4 << 20;

  private final Threads threads = new Threads();
  private final List<Process> processes = new ArrayList<>();

  private enum Kind {
    PIPES,
    STREAMS
  }

  @AfterEach
  void endAll() {
    processes.forEach(Process::destroyForcibly);
    threads.close();
  }

  private Process started(ProcessBuilder builder) throws IOException {
    var process = builder.start();
    processes.add(process);
    return process;
  }

  private Line line(Kind kind, String... command) throws IOException {
    var builder = new ProcessBuilder(command);
    if (kind == Kind.STREAMS) {
      return new Line(new StreamWire(started(builder)), LIMIT, threads);
    }
    try (var in = ChildPipe.toChild();
        var out = ChildPipe.fromChild()) {
      var process = started(builder.redirectInput(in.asInput()).redirectOutput(out.asOutput()));
      var companion = new Companion(process.pid(), 0);
      return new Line(new PipeWire(in.own(), out.own(), companion), LIMIT, threads);
    }
  }

  private static byte[] frame(int length) {
    var frame = new byte[4 + length];
    Arrays.fill(frame, (byte) length);
    ByteBuffer.wrap(frame).putInt(length);
    return frame;
  }

  private static byte[] payload(byte[] frame) {
    return Arrays.copyOfRange(frame, 4, frame.length);
  }

  @ParameterizedTest
  @EnumSource
  void gets_an_answer_of_any_length_in_as_many_pieces_as_it_comes(Kind kind) throws Exception {
    var line = line(kind, "cat");
    for (var length : new int[] {0, 1, 1000, 70_000, 3_000_000, 5}) {
      for (var again = 0; again < 30; again++) {
        var frame = frame(length);
        assertThat(line.ask(frame)).isEqualTo(payload(frame));
      }
    }
    assertThat(line.sound()).isTrue();
  }

  @ParameterizedTest
  @EnumSource
  void tells_when_there_will_be_no_answer(Kind kind) throws Exception {
    assertThat(line(kind, "true").ask(frame(10))).isNull();
    var line = line(kind, "sh", "-c", "head -c 7; exec sleep 60 >&-");
    assertThat(line.ask(frame(10))).isNull();
  }

  @ParameterizedTest
  @EnumSource
  void refuses_what_is_no_frame_or_more_than_one(Kind kind) throws Exception {
    for (var garbage : List.of("xxxxxxxx", "\\0\\0\\0\\1xy", "\\377\\0\\0\\0", "\\0\\100\\0\\1")) {
      var line = line(kind, "sh", "-c", "printf '" + garbage + "'; exec sleep 60");
      assertThatThrownBy(() -> line.ask(frame(10))).isInstanceOf(Frames.Garbage.class);
    }
  }

  @ParameterizedTest
  @EnumSource
  void is_not_sound_when_something_came_that_nobody_asked_for(Kind kind) throws Exception {
    var line = line(kind, "sh", "-c", "printf x; exec sleep 60");
    Poll.until(() -> line.sound() ? null : true);
  }

  @Test
  void is_not_sound_when_the_other_end_is_gone() throws Exception {
    var line = line(Kind.PIPES, "true");
    Poll.until(() -> line.sound() ? null : true);
  }

  @ParameterizedTest
  @EnumSource
  void lets_nobody_wait_when_it_is_closed(Kind kind) throws Exception {
    var line = line(kind, "sleep", "60");
    var answer = new CompletableFuture<@Nullable Object>();
    Thread.startVirtualThread(
        () -> {
          try {
            answer.complete(line.ask(frame(10)));
          } catch (IOException | InterruptedException e) {
            answer.completeExceptionally(e);
          }
        });
    assertThat(answer.isDone()).isFalse();
    line.close(Duration.ofMillis(10));
    assertThat(answer.get(60, TimeUnit.SECONDS)).isNull();
    assertThat(line.ask(frame(10))).isNull();
    assertThat(line.sound()).isFalse();
  }

  @ParameterizedTest
  @EnumSource
  void is_not_held_up_by_a_process_that_does_not_read(Kind kind) throws Exception {
    var line = line(kind, "sleep", "60");
    var asking =
        Thread.startVirtualThread(
            () ->
                assertThatThrownBy(() -> line.ask(frame(3_000_000)))
                    .isInstanceOf(InterruptedException.class));
    asking.interrupt();
    assertThat(asking.join(Duration.ofSeconds(10))).isTrue();
  }

  @Test
  void leaves_the_carriers_to_others_while_it_waits_long() throws Exception {
    var patient = 4 * Runtime.getRuntime().availableProcessors();
    var order = new ArrayBlockingQueue<String>(patient + 1);
    for (var i = 0; i < patient; i++) {
      // Answers at once, so that the next is waited for in the kernel, and then not for a while.
      var line = line(Kind.PIPES, "sh", "-c", "head -c 8; head -c 8; sleep 3; head -c 8");
      line.ask(frame(4));
      line.ask(frame(4));
      Thread.startVirtualThread(
          () -> {
            try {
              line.ask(frame(4));
              order.add("patient");
            } catch (IOException | InterruptedException e) {
              order.add(e.toString());
            }
          });
    }
    Thread.startVirtualThread(() -> order.add("other"));
    assertThat(order.poll(10, TimeUnit.SECONDS)).isEqualTo("other");
    assertThat(order.poll(20, TimeUnit.SECONDS)).isEqualTo("patient");
  }
}
