package org.carelay.workers.child;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.io.Writer;
import java.net.URI;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.FileObject;
import javax.tools.ForwardingJavaFileManager;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileManager;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

/** Compiles a compact source file or a class, in memory. */
final class Compilation {
  static final String NO_HANDLE =
      "there is no method named handle; write: Map<String, Object> handle(Map<String, Object>"
          + " event) { ... }";

  private static final Pattern PUBLIC_TYPE =
      Pattern.compile(
          "(?m)^\\s*public\\s+(?:(?:final|abstract|sealed|non-sealed|strictfp)\\s+)*"
              + "(?:class|record|enum|interface)\\s+(\\w+)");
  private static final Pattern HANDLE = Pattern.compile("\\bhandle\\s*\\(");

  private Compilation() {}

  /**
   * What came of it.
   *
   * @param classes bytes in base64 by name; empty where there is an error
   */
  record Outcome(Map<String, Object> classes, Map<String, Object> error) {}

  /**
   * @param classPath jars, separated as on this system; may be empty
   */
  static Outcome compile(String code, String classPath) {
    var compiler = ToolProvider.getSystemJavaCompiler();
    if (compiler == null) {
      return failed(
          "not_available",
          "Java functions need a JDK, but the runtime runs on a JRE without the compiler. Run it"
              + " with a JDK, or use Python or JavaScript.");
    }
    if (!HANDLE.matcher(code).find()) {
      return failed("user_error", NO_HANDLE);
    }
    var outcome = attempt(compiler, code, classPath);
    // A compact source file must have a main method to please javac; a function needs none.
    return String.valueOf(outcome.error().get("reason")).contains("does.not.have.main.method")
        ? attempt(compiler, code + "\nvoid main() {}\n", classPath)
        : outcome;
  }

  private static Outcome attempt(JavaCompiler compiler, String code, String classPath) {
    var problems = new DiagnosticCollector<JavaFileObject>();
    var classes = new LinkedHashMap<String, ByteArrayOutputStream>();
    var options = List.of("-proc:none", "-parameters", "-g", "-Xlint:none", "-cp", classPath);
    var files = new Files(compiler.getStandardFileManager(problems, null, null), classes);
    var done =
        compiler
            .getTask(Writer.nullWriter(), files, problems, options, null, List.of(source(code)))
            .call();
    if (!done) {
      return failed(problems.getDiagnostics());
    }
    var encoded = new LinkedHashMap<String, Object>();
    classes.forEach(
        (name, bytes) ->
            encoded.put(name, Base64.getEncoder().encodeToString(bytes.toByteArray())));
    return new Outcome(encoded, Map.of());
  }

  private static JavaFileObject source(String code) {
    var type = PUBLIC_TYPE.matcher(code);
    var name = type.find() ? type.group(1) : "Function";
    return new SimpleJavaFileObject(
        URI.create("string:///" + name + ".java"), JavaFileObject.Kind.SOURCE) {
      @Override
      public CharSequence getCharContent(boolean ignoreEncodingErrors) {
        return code;
      }
    };
  }

  private static Outcome failed(List<Diagnostic<? extends JavaFileObject>> problems) {
    var errors = new ArrayList<>(problems);
    errors.removeIf(problem -> problem.getKind() != Diagnostic.Kind.ERROR);
    var first = errors.getFirst();
    var error = new LinkedHashMap<String, Object>();
    error.put("kind", "user_error");
    error.put("type", "CompileError");
    error.put("reason", first.getCode());
    error.put(
        "message",
        first.getMessage(null)
            + (errors.size() > 1 ? " (and " + (errors.size() - 1) + " more)" : ""));
    error.put("line", first.getLineNumber());
    error.put("column", first.getColumnNumber());
    return new Outcome(Map.of(), error);
  }

  private static Outcome failed(String kind, String message) {
    return new Outcome(Map.of(), Map.of("kind", kind, "type", "CompileError", "message", message));
  }

  /** Keeps the classes in memory. */
  private static final class Files extends ForwardingJavaFileManager<JavaFileManager> {
    private final Map<String, ByteArrayOutputStream> classes;

    Files(JavaFileManager standard, Map<String, ByteArrayOutputStream> classes) {
      super(standard);
      this.classes = classes;
    }

    @Override
    public JavaFileObject getJavaFileForOutput(
        Location location, String className, JavaFileObject.Kind kind, FileObject sibling) {
      return new SimpleJavaFileObject(URI.create("bytes:///" + className), kind) {
        @Override
        public OutputStream openOutputStream() {
          var bytes = new ByteArrayOutputStream();
          classes.put(className, bytes);
          return bytes;
        }
      };
    }
  }
}
