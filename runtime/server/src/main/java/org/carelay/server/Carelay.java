package org.carelay.server;

import io.swagger.v3.oas.annotations.OpenAPIDefinition;
import io.swagger.v3.oas.annotations.enums.SecuritySchemeType;
import io.swagger.v3.oas.annotations.info.Info;
import io.swagger.v3.oas.annotations.security.SecurityRequirement;
import io.swagger.v3.oas.annotations.security.SecurityScheme;
import java.util.Arrays;

/** The program. {@code ./carelay} starts it with one of the commands below. */
@OpenAPIDefinition(
    info =
        @Info(
            title = "Carelay",
            version = "1",
            description =
                "The REST API. Errors are RFC 9457 problems with a code; a bearer token or a"
                    + " session is needed everywhere but at /health and /hooks/."),
    security = @SecurityRequirement(name = "token"))
@SecurityScheme(name = "token", type = SecuritySchemeType.HTTP, scheme = "bearer")
public final class Carelay {
  private Carelay() {}

  /** Runs one command and exits: 0 when all is well, 1 when not, 2 when it was called wrongly. */
  public static void main(String[] arguments) {
    var command = arguments.length == 0 ? "run" : arguments[0];
    var rest = Arrays.asList(arguments).subList(Math.min(1, arguments.length), arguments.length);
    System.exit(
        switch (command) {
          case "run" -> RunCommand.run(rest, System.getenv());
          case "check" -> CheckCommand.run(rest);
          case "function" -> FunctionCommand.run(rest);
          case WarmUpCommand.NAME -> WarmUpCommand.run(rest);
          default -> {
            System.err.println("There is no command \"" + command + "\".");
            yield 2;
          }
        });
  }
}
