package org.carelay.server;

import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.bridge.SLF4JBridgeHandler;
import sun.misc.Signal;

/** {@code carelay run}: serves in the foreground until told to stop. */
final class RunCommand {
  private static final Logger log = LoggerFactory.getLogger(RunCommand.class);

  private RunCommand() {}

  static int run(List<String> arguments, Map<String, String> environment) {
    if (!arguments.isEmpty()) {
      System.err.println(
          "\"run\" takes nothing after it: everything is set by the environment or a file, as"
              + " runtime/docs/configuration.md says.");
      return 2;
    }
    Configuration configuration;
    try {
      configuration = ConfigurationReader.read(environment);
    } catch (InvalidConfiguration e) {
      e.problems().forEach(System.err::println);
      return 2;
    }
    // Some libraries log through the JDK, to standard error and with stack traces.
    SLF4JBridgeHandler.removeHandlersForRootLogger();
    SLF4JBridgeHandler.install();
    Cautions.of(configuration, environment).forEach(log::warn);
    var stop = stopSignal();
    try (var server = Server.start(configuration, Clock.systemUTC())) {
      System.out.printf(
          "Carelay is ready at %s (%s)%n", server.address(), configuration.mode().id());
      var cache = System.getProperty("carelay.startup-cache", "");
      try (var making = StartupCache.make(cache, configuration.home())) {
        stop.await();
      }
    } catch (StartFailed e) {
      System.err.println(e.getMessage());
      return 1;
    } catch (Exception e) {
      System.err.println("Carelay stopped because of an error inside it: " + e);
      return 1;
    }
    return 0;
  }

  /**
   * Counts down at the first Ctrl-C or SIGTERM. The JVM's own handling would end with a status that
   * says "killed" and runs its hooks in any order; a second signal gets that.
   */
  private static CountDownLatch stopSignal() {
    var stop = new CountDownLatch(1);
    for (var name : new String[] {"INT", "TERM"}) {
      Signal.handle(
          new Signal(name),
          signal -> {
            if (stop.getCount() == 0) {
              Runtime.getRuntime().halt(128 + signal.getNumber());
            }
            stop.countDown();
          });
    }
    return stop;
  }
}
