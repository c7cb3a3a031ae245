package org.carelay.workers;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.carelay.workers.FunctionCall.Owner;
import org.carelay.workers.FunctionCall.Permissions;
import org.carelay.workers.FunctionCall.Source;
import org.jspecify.annotations.Nullable;

/** Calls as tests like to write them. */
record ACall(
    Owner owner,
    Source source,
    @Nullable Object event,
    Permissions permissions,
    Isolation isolation,
    Duration timeout) {

  static ACall of(Language language, String code) {
    return new ACall(
        new Owner("clinic", "reminders", "clean"),
        new Source(language, code),
        Map.of(),
        Permissions.DEFAULT,
        Isolation.SHARED,
        Duration.ofSeconds(10));
  }

  static ACall python(String code) {
    return of(Language.PYTHON, code);
  }

  ACall with(@Nullable Object changed) {
    return new ACall(owner, source, changed, permissions, isolation, timeout);
  }

  ACall within(Duration changed) {
    return new ACall(owner, source, event, permissions, isolation, changed);
  }

  ACall fresh() {
    return new ACall(owner, source, event, permissions, Isolation.FRESH, timeout);
  }

  ACall ofRecipe(String recipe) {
    return ofOwner(new Owner(owner.workspace(), recipe, owner.step()));
  }

  ACall ofOwner(Owner changed) {
    return new ACall(changed, source, event, permissions, isolation, timeout);
  }

  ACall inEnvironment(String name) {
    return new ACall(
        owner,
        new Source(source.language(), source.code(), name),
        event,
        permissions,
        isolation,
        timeout);
  }

  ACall memory(int mebibytes) {
    return new ACall(
        owner,
        source,
        event,
        new Permissions(new MemorySize(mebibytes), List.of()),
        isolation,
        timeout);
  }

  FunctionCall build() {
    return new FunctionCall(
        owner,
        source,
        event,
        Map.of("recipe", owner.recipe(), "step", owner.step()),
        permissions,
        isolation,
        timeout,
        Duration.ofSeconds(60));
  }

  FunctionResult on(Functions functions) throws InterruptedException {
    return functions.call(build());
  }

  /** The output; fails the test where there is none. */
  @Nullable Object outputOn(Functions functions) throws InterruptedException {
    return switch (on(functions)) {
      case FunctionResult.Returned returned -> returned.output();
      case FunctionResult.Failed failed ->
          throw new AssertionError(failed.error() + " " + failed.log());
    };
  }

  /** The error; fails the test where there is none. */
  FunctionError errorOn(Functions functions) throws InterruptedException {
    return switch (on(functions)) {
      case FunctionResult.Returned returned ->
          throw new AssertionError("returned " + returned.output());
      case FunctionResult.Failed failed -> failed.error();
    };
  }
}
