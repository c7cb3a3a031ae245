package org.carelay.workers;

import static org.assertj.core.api.Assertions.assertThat;

import org.carelay.workers.confine.Confinement;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class KeptInTest {
  private static final String NETWORK = "fetch with a step of its own";
  private static final String FILES = "sees its work folder";
  private static final String PROGRAMS = "can not start other programs";

  private final Functions functions = Functions.open(FunctionSettings.defaults());

  @AfterAll
  void close() {
    functions.close();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "PYTHON     | import socket; socket.create_connection(('127.0.0.1', 80)) | " + NETWORK,
        "PYTHON     | import urllib.request; urllib.request.urlopen('http://127.0.0.1/') | "
            + NETWORK,
        "PYTHON     | import urllib.request; urllib.request.urlopen('http://example.org/') | "
            + NETWORK,
        "PYTHON     | open('/etc/shadow') | " + FILES,
        "PYTHON     | import subprocess; subprocess.run(['/bin/ls']) | " + PROGRAMS,
        "JAVASCRIPT | await fetch('http://127.0.0.1/') | " + NETWORK,
        "JAVASCRIPT | (await import('node:fs')).readFileSync('/etc/shadow') | " + FILES,
        "JAVASCRIPT | (await import('node:child_process')).execFileSync('/bin/ls') | " + PROGRAMS,
        "JAVA       | new java.net.Socket(\"127.0.0.1\", 80) | " + NETWORK,
        "JAVA       | java.net.InetAddress.getByName(\"example.org\") | " + NETWORK,
        "JAVA       | java.nio.file.Files.readString(java.nio.file.Path.of(\"/etc/shadow\")) | "
            + FILES,
        "JAVA       | new java.io.FileInputStream(\"/etc/shadow\") | " + FILES,
        "JAVA       | new ProcessBuilder(\"/bin/ls\").start() | " + PROGRAMS,
      })
  void says_what_to_do_instead(Language language, String statement, String advice)
      throws Exception {
    assertThat(functions.isolation()).isInstanceOf(Confinement.Level.Full.class);
    var code =
        switch (language) {
          case PYTHON -> "def handle(event):\n    " + statement;
          case JAVASCRIPT -> "export async function handle() { " + statement + " }";
          case JAVA -> "Object handle(Object e) throws Exception { return " + statement + "; }";
        };
    assertThat(ACall.of(language, code).errorOn(functions).message()).contains(advice);
  }
}
