package org.carelay.server;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.joran.JoranConfigurator;
import ch.qos.logback.classic.util.LogbackMDCAdapter;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** What the log of a real installation says of a fault. */
class FaultPlacesTest {
  @Test
  void the_log_says_where_something_broke_and_nothing_of_what_it_was_working_on() throws Exception {
    var printed = new ByteArrayOutputStream();
    var before = System.out;
    System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
    try {
      var context = new LoggerContext();
      context.setMDCAdapter(new LogbackMDCAdapter());
      var configurator = new JoranConfigurator();
      configurator.setContext(context);
      configurator.doConfigure(FaultPlacesTest.class.getResource("/logback.xml"));
      var fault = new IllegalStateException("Ana Ruiz", new NumberFormatException("MRN 4711"));
      context.getLogger("org.carelay.Test").error("A poll of sheet broke", fault);
      context.stop();
    } finally {
      System.setOut(before);
    }
    assertThat(printed.toString(StandardCharsets.UTF_8))
        .contains("ERROR Test: A poll of sheet broke")
        .contains("java.lang.IllegalStateException")
        .contains("Caused by: java.lang.NumberFormatException")
        .contains("at org.carelay.server.FaultPlacesTest")
        .doesNotContain("Ana", "4711");
  }
}
