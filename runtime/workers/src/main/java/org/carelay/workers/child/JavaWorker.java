package org.carelay.workers.child;

import java.io.BufferedInputStream;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.lang.reflect.InvocationTargetException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Runs one person's Java function for Carelay: frames in on stdin, frames out on stdout.
 *
 * <p>A frame is a 4-byte big-endian length and that many bytes of UTF-8 JSON. Whatever the function
 * prints goes to stderr, which the runtime collects as the log of the call.
 */
public final class JavaWorker {
  /** The exit code that says the heap was full. */
  private static final int OUT_OF_MEMORY = 3;

  private final InputStream in =
      new BufferedInputStream(new FileInputStream(FileDescriptor.in), 64 << 10);
  private final FileOutputStream out = new FileOutputStream(FileDescriptor.out);
  private long limit;
  private int threads;
  private @Nullable Handler handler;
  private Set<String> classes = Set.of();

  private interface Work {
    byte[] of(Map<?, ?> request) throws Throwable;
  }

  private JavaWorker() {}

  /** Started by the runtime only, without arguments. */
  public static void main(String[] arguments) {
    var log =
        new PrintStream(new FileOutputStream(FileDescriptor.err), true, StandardCharsets.UTF_8);
    System.setOut(log);
    System.setErr(log);
    System.setIn(InputStream.nullInputStream());
    try {
      new JavaWorker().serve();
    } catch (OutOfMemoryError e) {
      Runtime.getRuntime().halt(OUT_OF_MEMORY);
    } catch (Throwable e) {
      Runtime.getRuntime().halt(1);
    }
  }

  private void serve() throws IOException {
    var first = read();
    limit = ((Number) Objects.requireNonNull(first.get("limit"))).longValue();
    var checks = "check".equals(first.get("op"));
    threads = Thread.activeCount();
    answer(first, checks ? JavaWorker::compile : this::load);
    while (true) {
      answer(read(), checks ? JavaWorker::compile : this::call);
    }
  }

  private Map<?, ?> read() throws IOException {
    var frame = new byte[4];
    if (in.readNBytes(frame, 0, 4) < 4) {
      Runtime.getRuntime().halt(0);
    }
    var length =
        (frame[0] & 0xff) << 24
            | (frame[1] & 0xff) << 16
            | (frame[2] & 0xff) << 8
            | frame[3] & 0xff;
    return (Map<?, ?>) Objects.requireNonNull(JsonReader.read(in.readNBytes(length)));
  }

  private static byte[] compile(Map<?, ?> request) {
    var code = String.valueOf(request.get("code"));
    var outcome = Compilation.compile(code, String.valueOf(request.get("classPath")));
    if (!outcome.error().isEmpty()) {
      throw new Told(outcome.error());
    }
    return JsonWriter.write(outcome.classes());
  }

  private byte[] load(Map<?, ?> request) throws Throwable {
    try {
      var jars = (List<?>) Objects.requireNonNull(request.get("jars"));
      var loader = new CodeLoader((Map<?, ?>) Objects.requireNonNull(request.get("classes")), jars);
      classes = loader.names();
      Thread.currentThread().setContextClassLoader(loader);
      handler = Handler.of(loader.all());
    } catch (InvocationTargetException e) {
      throw e.getCause() == null ? e : e.getCause();
    }
    return JsonWriter.write(null);
  }

  private byte[] call(Map<?, ?> request) throws Throwable {
    var result = Objects.requireNonNull(handler).call(request.get("event"), request.get("context"));
    return JsonWriter.write(result);
  }

  private void answer(Map<?, ?> request, Work work) throws IOException {
    String kind;
    byte[] told;
    try {
      told = work.of(request);
      if (told.length > limit) {
        throw new BadResultException(
            "", "it is " + told.length + " bytes of JSON; at most " + limit + " are taken");
      }
      kind = "ok";
    } catch (Throwable thrown) {
      told = JsonWriter.write(describe(thrown));
      kind = "err";
    }
    System.out.flush();
    var left = Thread.activeCount() > threads ? ",\"left\":\"threads\"}" : "}";
    var head = "{\"id\":" + request.get("id") + ",\"" + kind + "\":";
    write(head.getBytes(StandardCharsets.US_ASCII), told, left.getBytes(StandardCharsets.US_ASCII));
  }

  private void write(byte[] head, byte[] body, byte[] tail) throws IOException {
    var length = head.length + body.length + tail.length;
    var frame = new byte[4 + length];
    frame[0] = (byte) (length >>> 24);
    frame[1] = (byte) (length >>> 16);
    frame[2] = (byte) (length >>> 8);
    frame[3] = (byte) length;
    System.arraycopy(head, 0, frame, 4, head.length);
    System.arraycopy(body, 0, frame, 4 + head.length, body.length);
    System.arraycopy(tail, 0, frame, 4 + head.length + body.length, tail.length);
    out.write(frame);
  }

  /** An error that is put in words already. */
  private static final class Told extends RuntimeException {
    private final transient Map<String, Object> error;

    Told(Map<String, Object> error) {
      this.error = error;
    }
  }

  private Map<String, @Nullable Object> describe(Throwable thrown) {
    var told = new LinkedHashMap<String, @Nullable Object>();
    switch (thrown) {
      case Told already -> told.putAll(already.error);
      case BadResultException bad -> {
        told.put("kind", "bad_result");
        told.put("path", bad.path());
        told.put("message", bad.getMessage());
      }
      default -> {
        told.put("kind", thrown instanceof OutOfMemoryError ? "out_of_memory" : "user_error");
        told.put("type", thrown.getClass().getSimpleName());
        told.put("message", thrown.getMessage());
        told.put("line", line(thrown));
      }
    }
    return told;
  }

  /** The innermost line of the person's own code. */
  private @Nullable Integer line(Throwable thrown) {
    for (var frame : thrown.getStackTrace()) {
      if (classes.contains(frame.getClassName()) && frame.getLineNumber() > 0) {
        return frame.getLineNumber();
      }
    }
    return null;
  }
}
