package org.carelay.workers;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.carelay.workers.FunctionError.Kind;

/** What functions are made to try, and what must come of it. */
final class EscapeTable {
  private EscapeTable() {}

  /** What must come of an attempt. */
  sealed interface Expected {
    /** The operating system says no, and the function goes on. */
    record Denied() implements Expected {}

    /** The call fails in one of these ways. */
    record Fails(Set<Kind> kinds) implements Expected {}

    /** The call succeeds, but its process goes, at once or when it does not rest. */
    record Replaced() implements Expected {}

    /** The system says no, or the call fails: either will do. */
    record Stopped() implements Expected {}
  }

  record Attempt(Language language, String name, Expected expected) {}

  private static final List<String> DENIED_EVERYWHERE =
      List.of(
          "read_secret",
          "read_shadow",
          "read_passwd",
          "list_root",
          "list_other_work",
          "read_other_work",
          "read_own_code_neighbours",
          "write_outside",
          "write_usr",
          "delete_secret",
          "link_secret",
          "symlink_secret",
          "rename_secret",
          "chmod_secret",
          "parent_environ",
          "own_environ",
          "tcp",
          "tcp6",
          "listen",
          "udp",
          "unix",
          "resolve",
          "subprocess_shell",
          "fork_bomb",
          "one_big_file");

  private static final List<String> DENIED_IN_PYTHON =
      List.of(
          "truncate_secret",
          "parent_memory",
          "read_parent_vm",
          "signal_parent",
          "signal_all",
          "signal_group",
          "ptrace_parent",
          "limit_parent",
          "slow_parent",
          "nice_parent",
          "nice_user",
          "netlink",
          "shared_memory",
          "become_root",
          "mount",
          "new_namespace",
          "chroot",
          "handle_of_file",
          "watch_folder",
          "vfork_bomb",
          "exec_shell",
          "shared_mapping",
          "memory_file",
          "left_process");

  private static final List<String> DENIED_IN_JAVASCRIPT =
      List.of(
          "parent_memory",
          "write_own_code",
          "signal_parent",
          "signal_all",
          "lookup",
          "fetch",
          "become_root",
          "left_process");

  private static final List<String> DENIED_IN_JAVA =
      List.of("parent_seen", "other_processes", "native_call", "worker_internals");

  static Stream<Attempt> all() {
    return Stream.of(
            everywhere(DENIED_EVERYWHERE, new Expected.Denied()),
            in(Language.PYTHON, DENIED_IN_PYTHON, new Expected.Denied()),
            in(Language.JAVASCRIPT, DENIED_IN_JAVASCRIPT, new Expected.Denied()),
            in(Language.JAVA, DENIED_IN_JAVA, new Expected.Denied()),
            everywhere(List.of("loop", "regex"), fails(Kind.TIMED_OUT)),
            everywhere(List.of("heap_bomb", "one_big_array"), fails(Kind.OUT_OF_MEMORY)),
            everywhere(List.of("deep_result", "huge_result"), fails(Kind.BAD_RESULT)),
            everywhere(List.of("many_files"), fails(Kind.USER_ERROR)),
            everywhere(List.of("thread_bomb"), new Expected.Stopped()),
            everywhere(List.of("log_flood"), fails(Kind.TIMED_OUT)),
            everywhere(
                List.of("frame_flood", "forged_frames", "exit_now", "close_all"),
                fails(Kind.CRASHED)),
            everywhere(List.of("left_thread"), new Expected.Replaced()),
            in(Language.PYTHON, List.of("object_bomb"), fails(Kind.OUT_OF_MEMORY)),
            in(
                Language.PYTHON,
                List.of("hidden_files", "many_names", "deep_folders"),
                fails(Kind.USER_ERROR)),
            in(Language.PYTHON, List.of("raw_flood", "huge_number"), fails(Kind.TIMED_OUT)),
            in(Language.PYTHON, List.of("kill_self", "crash"), fails(Kind.CRASHED)),
            in(Language.PYTHON, List.of("raise_own_limit"), new Expected.Stopped()),
            in(Language.JAVASCRIPT, List.of("buffer_bomb"), fails(Kind.OUT_OF_MEMORY)),
            in(
                Language.JAVASCRIPT,
                List.of("shared_buffer_bomb", "wasm_bomb", "string_bomb"),
                new Expected.Stopped()),
            in(Language.JAVASCRIPT, List.of("async_loop", "raw_flood"), fails(Kind.TIMED_OUT)),
            in(Language.JAVASCRIPT, List.of("kill_self", "crash"), fails(Kind.CRASHED)),
            in(Language.JAVASCRIPT, List.of("left_timer"), new Expected.Replaced()),
            in(
                Language.JAVA,
                List.of("direct_bomb", "class_bomb", "native_bomb"),
                fails(Kind.OUT_OF_MEMORY)),
            in(Language.JAVA, List.of("stack", "unsafe"), new Expected.Stopped()),
            in(Language.JAVA, List.of("halt"), fails(Kind.CRASHED)))
        .flatMap(attempts -> attempts);
  }

  private static Expected fails(Kind kind) {
    return new Expected.Fails(Set.of(kind));
  }

  private static Stream<Attempt> everywhere(List<String> names, Expected expected) {
    return Stream.of(Language.values()).flatMap(language -> in(language, names, expected));
  }

  private static Stream<Attempt> in(Language language, List<String> names, Expected expected) {
    return names.stream().map(name -> new Attempt(language, name, expected));
  }

  static String code(Language language) {
    var name =
        switch (language) {
          case PYTHON -> "escapes.py";
          case JAVASCRIPT -> "escapes.mjs";
          case JAVA -> "Escapes.java";
        };
    try (var in = EscapeTable.class.getResourceAsStream("escapes/" + name)) {
      return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
