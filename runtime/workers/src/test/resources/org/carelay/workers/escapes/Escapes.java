import java.io.*;
import java.lang.foreign.*;
import java.lang.invoke.*;
import java.net.*;
import java.nio.*;
import java.nio.channels.*;
import java.nio.file.*;
import java.nio.file.attribute.*;
import java.util.*;
import java.util.concurrent.atomic.*;
import java.util.regex.*;

public class Escapes {
  static final List<Object> KEPT = new ArrayList<>();

  Object attempt(String name, Map<String, Object> e) throws Throwable {
    var secret = Path.of(String.valueOf(e.get("secret")));
    var other = Path.of(String.valueOf(e.get("otherWork")));
    var port = e.get("port") instanceof Number n ? n.intValue() : 0;
    return switch (name) {
      case "read_secret" -> Files.readString(secret);
      case "read_shadow" -> Files.readString(Path.of("/etc/shadow"));
      case "read_passwd" -> Files.readString(Path.of("/etc/passwd"));
      case "list_root" -> new File("/").list() == null ? denied() : "listed";
      case "list_other_work" -> Files.list(other).toList();
      case "read_other_work" -> Files.readString(other.resolve("private.txt"));
      case "read_own_code_neighbours" -> Files.list(Path.of("../..")).toList();
      case "write_outside" -> Files.writeString(secret, "x", StandardOpenOption.APPEND);
      case "write_usr" -> Files.writeString(Path.of("/usr/lib/carelay-was-here"), "x");
      case "delete_secret" -> { Files.delete(secret); yield "deleted"; }
      case "link_secret" -> Files.createLink(Path.of("mine"), secret);
      case "symlink_secret" -> Files.readString(Files.createSymbolicLink(Path.of("mine"), secret));
      case "rename_secret" -> Files.move(secret, Path.of("mine"));
      case "parent_environ" -> Files.readString(Path.of("/proc/self/environ"));
      case "parent_seen" -> ProcessHandle.current().parent().map(Object::toString).orElseGet(this::denied);
      case "other_processes" -> { var all = ProcessHandle.allProcesses().count(); if (all > 0) yield "saw " + all; yield denied(); }
      case "own_environ" -> Optional.ofNullable(System.getenv("CARELAY_TEST_SECRET")).orElseGet(this::denied);
      case "tcp" -> { new Socket("127.0.0.1", port); yield "connected"; }
      case "tcp6" -> { new Socket("::1", port); yield "connected"; }
      case "listen" -> { new ServerSocket(0, 1, InetAddress.getLoopbackAddress()); yield "listening"; }
      case "udp" -> { new DatagramSocket().send(new DatagramPacket(new byte[1], 1, InetAddress.getLoopbackAddress(), port)); yield "sent"; }
      case "unix" -> { SocketChannel.open(UnixDomainSocketAddress.of(String.valueOf(e.get("unixSocket")))); yield "connected"; }
      case "resolve" -> InetAddress.getByName("example.org");
      case "subprocess_shell" -> new ProcessBuilder("/bin/sh", "-c", "id").start();
      case "fork_bomb" -> { for (int i = 0; i < 1000; i++) new ProcessBuilder(System.getProperty("java.home") + "/bin/java", "-version").start(); yield "forked"; }
      case "native_call" -> Linker.nativeLinker().downcallHandle(Linker.nativeLinker().defaultLookup().findOrThrow("getppid"), FunctionDescriptor.of(ValueLayout.JAVA_INT)).invoke();
      case "unsafe" -> { var field = sun.misc.Unsafe.class.getDeclaredField("theUnsafe"); field.setAccessible(true); yield ((sun.misc.Unsafe) field.get(null)).getByte(0L); }
      case "worker_internals" -> Class.forName("org.carelay.workers.child.JavaWorker");
      case "chmod_secret" -> {
        var before = Files.getPosixFilePermissions(secret);
        Files.setPosixFilePermissions(secret, PosixFilePermissions.fromString("rw-rw-rw-"));
        if (Files.getPosixFilePermissions(secret).equals(before)) yield denied();
        yield "changed";
      }

      case "heap_bomb" -> { while (true) KEPT.add(new byte[1 << 20]); }
      case "direct_bomb" -> { while (true) KEPT.add(ByteBuffer.allocateDirect(1 << 20)); }
      case "native_bomb" -> { var arena = Arena.global(); while (true) arena.allocate(1 << 20).fill((byte) 1); }
      case "class_bomb" -> { while (true) KEPT.add(java.lang.reflect.Proxy.getProxyClass(new URLClassLoader(new URL[0]), Runnable.class)); }
      case "one_big_array" -> new byte[Integer.MAX_VALUE - 8].length;
      case "thread_bomb" -> { for (int i = 0; i < 100_000; i++) Thread.ofPlatform().daemon().start(() -> { try { Thread.sleep(60_000); } catch (InterruptedException x) { } }); yield "threads"; }
      case "one_big_file" -> { try (var file = new FileOutputStream("big")) { for (int i = 0; i < 4096; i++) file.write(new byte[1 << 20]); } yield "4 GiB"; }
      case "many_files" -> { for (int i = 0; i < 1_000_000; i++) Files.write(Path.of("" + i), new byte[8 << 20]); yield "files"; }
      case "loop" -> { while (true) Thread.onSpinWait(); }
      case "regex" -> Pattern.matches("(a+)+$", "a".repeat(60) + "b") ? "x" : Pattern.matches("(.*a){25}", "a".repeat(40) + "b");
      case "stack" -> stack(0);
      case "deep_result" -> { Object deep = 1; for (int i = 0; i < 100_000; i++) deep = List.of(deep); yield deep; }
      case "huge_result" -> "x".repeat(12 << 20);
      case "log_flood" -> { while (true) System.out.println("x".repeat(1000)); }
      case "frame_flood" -> { var out = new FileOutputStream(FileDescriptor.out); while (true) out.write(new byte[65536]); }
      case "forged_frames" -> { new FileOutputStream(FileDescriptor.out).write("\0\0\0\u000f{\"id\":1,\"ok\":1}".getBytes()); yield "forged"; }
      case "exit_now" -> { System.exit(0); yield 1; }
      case "halt" -> { Runtime.getRuntime().halt(9); yield 1; }
      case "close_all" -> { new FileInputStream(FileDescriptor.in).close(); new FileOutputStream(FileDescriptor.out).close(); while (true) Thread.onSpinWait(); }
      case "left_thread" -> { Thread.ofPlatform().start(() -> { while (true) Thread.onSpinWait(); }); yield "left"; }
      default -> throw new IllegalArgumentException(name);
    };
  }

  int stack(int depth) {
    return stack(depth + 1) + 1;
  }

  <T> T denied() {
    throw new SecurityException("not there");
  }

  Object handle(Map<String, Object> event) throws Throwable {
    Object result;
    try {
      result = attempt(String.valueOf(event.get("attempt")), event);
    } catch (IOException | ReflectiveOperationException | RuntimeException error) {
      return "denied: " + error;
    }
    return event.containsKey("raw") ? result : "DONE: " + result;
  }
}
