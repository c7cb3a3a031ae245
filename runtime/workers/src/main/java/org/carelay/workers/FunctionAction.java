package org.carelay.workers;

import java.time.Duration;
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
    var result = functions.get().call(call(input, context));
    result.log().forEach(context::log);
    return switch (result) {
      case FunctionResult.Returned returned -> returned.output();
      case FunctionResult.Failed failed -> throw exception(failed.error());
    };
  }

  private FunctionCall call(FunctionInput input, ActionContext context) {
    var owner = new Owner(context.workspaceId(), context.recipeId(), context.stepId());
    return new FunctionCall(
        owner,
        new Source(language, String.valueOf(input.code()), input.requirements()),
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
    @Nullable Object code = written.get("code");
    if (!(code instanceof String text)) {
      return List.of();
    }
    try {
      return functions.get().check(new Source(language, text)).stream()
          .map(
              error ->
                  new InputProblem("/code", error.kind().code(), exception(error).getMessage()))
          .toList();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return List.of();
    }
  }
}
