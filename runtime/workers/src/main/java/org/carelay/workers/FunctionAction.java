package org.carelay.workers;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import org.carelay.connector.About;
import org.carelay.connector.Action;
import org.carelay.connector.ActionContext;
import org.carelay.connector.Client;
import org.carelay.connector.ConnectorException;
import org.carelay.connector.Effect;
import org.carelay.connector.InputProblem;
import org.carelay.workers.FunctionCall.Owner;
import org.carelay.workers.FunctionCall.Permissions;
import org.carelay.workers.FunctionCall.Source;
import org.jspecify.annotations.Nullable;

/** A function step in one language. */
final class FunctionAction implements Action<Client, FunctionInput, Object> {
  private static final Duration TIMEOUT = Duration.ofSeconds(10);

  private final Language language;
  private final Supplier<Functions> functions;

  FunctionAction(Language language, Supplier<Functions> functions) {
    this.language = language;
    this.functions = functions;
  }

  @Override
  public About about() {
    return new About(
        "function." + language.id(),
        language.title() + " function",
        "Runs handle(event) and gives what it returns to the steps after it.");
  }

  @Override
  public Class<FunctionInput> input() {
    return FunctionInput.class;
  }

  @Override
  public Class<Object> output() {
    return Object.class;
  }

  @Override
  public Effect effect() {
    return Effect.READ;
  }

  @Override
  // An Action's output is not @Nullable, but a function may well return null, which is JSON.
  @SuppressWarnings("NullAway")
  public Object perform(Client client, FunctionInput input, ActionContext context)
      throws ConnectorException, InterruptedException {
    FunctionResult result;
    try {
      result = functions.get().call(call(input, context));
    } catch (FunctionFailure e) {
      throw exception(e.error());
    }
    result.log().forEach(context::log);
    return switch (result) {
      case FunctionResult.Returned returned -> returned.output();
      case FunctionResult.Failed failed -> throw exception(failed.error());
    };
  }

  private FunctionCall call(FunctionInput input, ActionContext context) throws FunctionFailure {
    var owner = new Owner(context.workspaceId(), context.recipeId(), context.stepId());
    return new FunctionCall(
        owner,
        new Source(language, code(input.code(), input.file()), input.requirements()),
        input.input(),
        Map.of(
            "recipe", owner.recipe(),
            "step", owner.step(),
            "zone", context.zone().getId(),
            "deadline", context.deadline().toString()),
        new Permissions(
            Objects.requireNonNullElse(input.memory(), MemorySize.DEFAULT),
            Objects.requireNonNullElse(input.network(), List.of())),
        Objects.requireNonNullElse(input.isolation(), Isolation.SHARED),
        Objects.requireNonNullElse(input.timeout(), TIMEOUT),
        Duration.between(context.clock().instant(), context.deadline()));
  }

  private String code(@Nullable String code, @Nullable String file) throws FunctionFailure {
    if (code != null) {
      return code;
    }
    if (file != null) {
      return functions.get().codeIn(file);
    }
    throw new FunctionFailure(
        FunctionError.Kind.USER_ERROR, "The step has neither \"code\" nor \"file\".");
  }

  private static ConnectorException exception(FunctionError error) {
    var code = error.kind().code();
    var message = error.message() + place(error);
    return switch (error.kind()) {
      case TIMED_OUT, CRASHED, NOT_AVAILABLE ->
          new ConnectorException.Retryable(code, message, null);
      case USER_ERROR, OUT_OF_MEMORY, BAD_RESULT ->
          new ConnectorException.Permanent(code, message, null);
    };
  }

  private static String place(FunctionError error) {
    if (error.line() == null) {
      return "";
    }
    var column = error.column() == null ? "" : ", column " + error.column();
    return " (line " + error.line() + column + ")";
  }

  @Override
  public List<InputProblem> check(Map<String, Object> written) {
    var problems = new ArrayList<InputProblem>();
    var code = text(written.get("code"));
    var file = text(written.get("file"));
    if (code == null && file == null) {
      problems.add(
          new InputProblem("/code", "no_code", "Write the function's code, or name its file."));
    } else if (code != null && file != null) {
      problems.add(
          new InputProblem("/file", "two_codes", "Give either the code or a file, not both."));
    } else {
      codeProblem(code, file, text(written.get("requirements")), problems);
    }
    limitProblems(written, problems);
    return problems;
  }

  private void codeProblem(
      @Nullable String code,
      @Nullable String file,
      @Nullable String requirements,
      List<InputProblem> problems) {
    try {
      functions.get().checkEnvironment(requirements);
    } catch (FunctionFailure e) {
      problems.add(problem("/requirements", e.error()));
      return;
    }
    var pointer = code != null ? "/code" : "/file";
    try {
      var source = new Source(language, code(code, file), requirements);
      functions.get().check(source).forEach(error -> problems.add(problem(pointer, error)));
    } catch (FunctionFailure e) {
      problems.add(problem(pointer, e.error()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void limitProblems(Map<String, Object> written, List<InputProblem> problems) {
    if (written.get("network") instanceof List<?> hosts && !hosts.isEmpty()) {
      problems.add(problem("/network", Caller.NO_NETWORK));
    }
    if (text(written.get("timeout")) instanceof String timeout
        && (timeout.startsWith("-") || timeout.equals("PT0S"))) {
      problems.add(
          new InputProblem(
              "/timeout", "bad_timeout", "The timeout must be more than nothing, such as PT10S."));
    }
  }

  private static InputProblem problem(String pointer, FunctionError error) {
    return new InputProblem(pointer, error.kind().code(), error.message() + place(error));
  }

  private static @Nullable String text(@Nullable Object value) {
    return value instanceof String text ? text : null;
  }
}
