package org.carelay.workers;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import org.carelay.workers.FunctionError.Kind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InterpretersTest {
  private static final ACall WHERE =
      ACall.python("import sys\ndef handle(event): return [sys.executable, sys.prefix]");

  private static FunctionSettings with(Language language, Path interpreter) {
    return FunctionSettings.defaults().withInterpreters(Map.of(language, interpreter));
  }

  private static Path python() throws Exception {
    try (var functions = Functions.open(FunctionSettings.defaults())) {
      var found = (List<?>) WHERE.outputOn(functions);
      assertThat(found).isNotNull();
      return Path.of(String.valueOf(List.copyOf(found).getFirst()));
    }
  }

  @Test
  void says_what_is_missing_instead_of_failing(@TempDir Path folder) throws Exception {
    var missing = folder.resolve("python3");
    try (var functions = Functions.open(with(Language.PYTHON, missing))) {
      for (var error :
          List.of(WHERE.errorOn(functions), functions.check(WHERE.source()).getFirst())) {
        assertThat(error.kind()).isEqualTo(Kind.NOT_AVAILABLE);
        assertThat(error.message())
            .isEqualTo(
                "None of [" + missing + "] is a CPython of version 3.9 or newer that can be run.");
      }
    }
    var call = ACall.of(Language.JAVASCRIPT, "export function handle() {}");
    try (var functions = Functions.open(with(Language.JAVASCRIPT, folder.resolve("node")))) {
      assertThat(call.errorOn(functions).message()).contains("Node of version 20 or newer");
    }
  }

  @Test
  void finds_the_interpreter_behind_a_script_and_behind_a_link(@TempDir Path folder)
      throws Exception {
    var python = python();
    var link = Files.createSymbolicLink(folder.resolve("link"), python);
    var shim = Files.writeString(folder.resolve("shim"), "#!/bin/sh\nexec " + python + " \"$@\"\n");
    Files.setPosixFilePermissions(shim, PosixFilePermissions.fromString("rwxr-xr-x"));
    for (var interpreter : List.of(link, shim)) {
      try (var functions = Functions.open(with(Language.PYTHON, interpreter))) {
        assertThat(WHERE.outputOn(functions)).asString().contains(python.toString());
      }
    }
    Files.delete(link);
  }

  @Test
  void uses_packages_of_a_named_folder_and_of_a_venv(@TempDir Path folder) throws Exception {
    var plain = Files.createDirectories(folder.resolve("plain"));
    Files.writeString(plain.resolve("greeting.py"), "text = 'from the folder'");
    var venv = folder.resolve("venv");
    var made =
        new ProcessBuilder(python().toString(), "-m", "venv", "--without-pip", venv.toString());
    assertThat(made.inheritIO().start().waitFor()).isZero();
    try (var packages = Files.find(venv, 4, (path, _) -> path.endsWith("site-packages"))) {
      var site = packages.findFirst().orElseThrow();
      Files.writeString(site.resolve("greeting.py"), "text = 'from the venv'");
    }
    var settings =
        FunctionSettings.defaults().withEnvironments(Map.of("plain", plain, "venv", venv));
    var call = ACall.python("import greeting\ndef handle(event): return greeting.text");
    try (var functions = Functions.open(settings)) {
      assertThat(call.inEnvironment("plain").outputOn(functions)).isEqualTo("from the folder");
      assertThat(call.inEnvironment("venv").outputOn(functions)).isEqualTo("from the venv");
      assertThat(call.errorOn(functions).message()).contains("No module named 'greeting'");
      assertThat(call.inEnvironment("none").errorOn(functions).message())
          .isEqualTo("This site has no environment named \"none\". It has: plain, venv.");
    }
    Deletion.tree(venv);
  }

  @Test
  void uses_packages_of_a_node_modules_folder(@TempDir Path folder) throws Exception {
    var greeting = Files.createDirectories(folder.resolve("node_modules").resolve("greeting"));
    Files.writeString(greeting.resolve("package.json"), "{\"main\":\"index.js\"}");
    Files.writeString(greeting.resolve("index.js"), "module.exports = 'from the folder'");
    var settings = FunctionSettings.defaults().withEnvironments(Map.of("site", folder));
    var call =
        ACall.of(
            Language.JAVASCRIPT,
            "import greeting from 'greeting'; export function handle() { return greeting }");
    try (var functions = Functions.open(settings)) {
      assertThat(call.inEnvironment("site").outputOn(functions)).isEqualTo("from the folder");
    }
  }
}
