package org.carelay.server;

import java.util.Arrays;

/** The program. {@code ./carelay} starts it with one of the commands below. */
public final class Carelay {
  private Carelay() {}

  /** Runs one command and exits: 0 when all is well, 1 when not, 2 when it was called wrongly. */
  public static void main(String[] arguments) {
    var command = arguments.length == 0 ? "run" : arguments[0];
    var rest = Arrays.asList(arguments).subList(Math.min(1, arguments.length), arguments.length);
    System.exit(
        switch (command) {
          case "run" -> RunCommand.run(System.getenv());
          default -> {
            System.err.println("There is no command \"" + command + "\" with " + rest.size() + ".");
            yield 2;
          }
        });
  }
}
