package org.carelay.workers.confine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class PipeEndTest {
  private static final Duration LONG = Duration.ofSeconds(30);

  private static Process cat(ChildPipe in, ChildPipe out) throws IOException {
    try (in;
        out) {
      return new ProcessBuilder("cat")
          .redirectInput(in.asInput())
          .redirectOutput(out.asOutput())
          .start();
    }
  }

  private static long descriptors() throws IOException {
    try (var open = Files.list(Path.of("/proc/self/fd"))) {
      return open.count();
    }
  }

  @Test
  void waits_no_longer_than_it_is_told_to() throws Exception {
    try (var pipe = ChildPipe.fromChild();
        var end = pipe.own()) {
      assertThat(end.silent()).isTrue();
      assertThat(end.read(new byte[PipeEnd.CHUNK], Duration.ofMillis(1))).isZero();
    }
  }

  @Test
  void writes_what_there_is_room_for() throws Exception {
    try (var pipe = ChildPipe.toChild();
        var end = pipe.own()) {
      var written = end.write(new byte[1 << 20], 0, Duration.ZERO);
      assertThat(written).isBetween(4096, (1 << 20) - 1);
      assertThat(end.write(new byte[1], 0, Duration.ofMillis(1))).isZero();
    }
  }

  @Test
  void comes_to_an_end_with_the_child() throws Exception {
    var in = ChildPipe.toChild();
    var out = ChildPipe.fromChild();
    var process = cat(in, out);
    try (var replies = out.own()) {
      var into = new byte[PipeEnd.CHUNK];
      assertThat(in.own().write(new byte[] {7}, 0, LONG)).isEqualTo(1);
      var read = 0;
      while (read == 0) {
        read = replies.read(into, LONG);
      }
      assertThat(read).isEqualTo(1);
      assertThat(into[0]).isEqualTo((byte) 7);
      in.own().close();
      while (read >= 0) {
        read = replies.read(into, LONG);
      }
      assertThat(replies.silent()).isFalse();
    } finally {
      process.destroyForcibly();
    }
  }

  @Test
  void can_be_closed_while_somebody_waits_and_keeps_nothing_open() throws Exception {
    var before = descriptors();
    for (var i = 0; i < 20; i++) {
      try (var pipe = ChildPipe.fromChild()) {
        var waited = new CompletableFuture<@Nullable Throwable>();
        var end = pipe.own();
        Thread.startVirtualThread(
            () -> {
              try {
                while (true) {
                  end.read(new byte[PipeEnd.CHUNK], Duration.ofMillis(2));
                }
              } catch (IOException e) {
                waited.complete(e);
              }
            });
        end.close();
        assertThat(waited.get(60, TimeUnit.SECONDS)).hasMessageContaining("closed");
        assertThatThrownBy(end::silent).isInstanceOf(IOException.class);
        end.close();
      }
    }
    assertThat(descriptors()).isLessThan(before + 10);
  }
}
