package org.carelay.workers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.tuple;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import org.carelay.connector.Action;
import org.carelay.connector.Client;
import org.carelay.connector.ConnectorException;
import org.carelay.connector.InputProblem;
import org.carelay.connector.testkit.ActionContract;
import org.carelay.connector.testkit.FakeActionContext;
import org.carelay.recipe.Binder;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FunctionActionTest extends ActionContract<Client, FunctionInput, Object> {
  private final Functions functions;

  FunctionActionTest(@TempDir Path folder) throws Exception {
    Files.writeString(folder.resolve("double.py"), "def handle(event): return event * 2");
    functions = Functions.open(FunctionSettings.defaults().withCodeFiles(folder));
  }

  @AfterAll
  void close() {
    functions.close();
  }

  private Action<Client, FunctionInput, Object> action(Language language) {
    return new FunctionConnector(functions).actions().get(language.ordinal());
  }

  @Override
  protected Action<Client, FunctionInput, Object> action() {
    return action(Language.PYTHON);
  }

  @Override
  protected Client client() {
    return Client.NONE;
  }

  @Override
  protected FunctionInput input() throws Exception {
    return bind(
        """
        def handle(event, context):
            print("called")
            return {"n": event["n"] + 1, "step": context["step"]}
        """,
        Map.of("input", Map.of("n", 1), "memory", "256 MiB", "timeout", "PT5S"));
  }

  /** Function steps' codes are those of the API, with underscores. */
  private ConnectorException error(FunctionInput input) {
    return catchThrowableOfType(
        ConnectorException.class, () -> action().perform(client(), input, context()));
  }

  private static FunctionInput bind(String code, Map<String, Object> more) throws Exception {
    var written = new HashMap<String, Object>(more);
    written.put("code", code);
    return Binder.bind(written, FunctionInput.class);
  }

  @Override
  protected Object outside() {
    return "A function changes nothing outside.";
  }

  @Test
  void returns_the_output_and_logs_what_was_printed() throws Exception {
    var context = context();
    var output = action().perform(client(), input(), context);
    assertThat(output).isEqualTo(Map.of("n", 2, "step", context.stepId()));
    assertThat(context.logged()).containsExactly("called");
  }

  @Test
  void fails_with_the_code_of_what_went_wrong_and_its_line() throws Exception {
    var thrown = error(bind("def handle(event):\n  return 1 / 0", Map.of()));
    assertThat(thrown).isInstanceOf(ConnectorException.Permanent.class);
    assertThat(thrown.code()).isEqualTo("user_error");
    assertThat(thrown).hasMessage("ZeroDivisionError: division by zero (line 2)");
    var slow = error(bind("def handle(event):\n  while 1: pass", Map.of("timeout", "PT0.2S")));
    assertThat(slow).isInstanceOf(ConnectorException.Retryable.class);
    assertThat(slow.code()).isEqualTo("timed_out");
  }

  @Test
  void ends_at_the_deadline_of_the_step_where_that_is_earlier() throws Exception {
    var context = FakeActionContext.aContext().within(Duration.ofSeconds(1));
    var input = bind("def handle(event):\n  while 1: pass", Map.of());
    var thrown =
        catchThrowableOfType(
            ConnectorException.class, () -> action().perform(client(), input, context));
    assertThat(thrown.code()).isEqualTo("timed_out");
  }

  @Test
  void ends_the_function_when_interrupted() throws Exception {
    var input = bind("import time\ndef handle(event):\n  print('x')\n  time.sleep(60)", Map.of());
    var before = functions.workers();
    var ended = new CountDownLatch(1);
    var thrown = new AtomicReference<Throwable>();
    var thread =
        Thread.startVirtualThread(
            () -> {
              try {
                action().perform(client(), input, FakeActionContext.aContext());
              } catch (Exception e) {
                thrown.set(e);
              }
              ended.countDown();
            });
    Poll.until(() -> functions.workers() > before ? true : null);
    thread.interrupt();
    ended.await();
    assertThat(thrown.get()).isInstanceOf(InterruptedException.class);
    Poll.until(() -> functions.workers() == before ? true : null);
  }

  @Test
  void takes_code_from_a_file_of_the_site() throws Exception {
    var input =
        Binder.bind(Map.<String, Object>of("file", "double.py", "input", 21), FunctionInput.class);
    assertThat(action().perform(client(), input, context())).isEqualTo(42);
    assertThat(action().check(Map.of("file", "double.py"))).isEmpty();
    assertThat(action().check(Map.of("file", "../etc/passwd")))
        .extracting(InputProblem::pointer, InputProblem::code)
        .containsExactly(tuple("/file", "not_available"));
  }

  @ParameterizedTest
  @EnumSource(Language.class)
  void points_at_what_is_wrong_with_the_code(Language language) {
    var action = action(language);
    assertThat(action.check(Map.of("code", "??? (")))
        .singleElement()
        .satisfies(problem -> assertThat(problem.pointer()).isEqualTo("/code"))
        .satisfies(problem -> assertThat(problem.code()).isEqualTo("user_error"));
    assertThat(action.check(Map.of())).extracting(InputProblem::code).containsExactly("no_code");
  }

  @Test
  void points_at_what_this_site_does_not_have() {
    var fine = "def handle(event): return 1";
    assertThat(action().check(Map.of("code", fine, "requirements", "reports")))
        .singleElement()
        .satisfies(problem -> assertThat(problem.pointer()).isEqualTo("/requirements"))
        .satisfies(
            problem ->
                assertThat(problem.message())
                    .isEqualTo("This site has no environment named \"reports\". It has: none."));
    assertThat(action().check(Map.of("code", fine, "network", List.of("api.example.org"))))
        .singleElement()
        .satisfies(problem -> assertThat(problem.pointer()).isEqualTo("/network"))
        .satisfies(problem -> assertThat(problem.message()).contains("have no network"));
    assertThat(action().check(Map.of("code", fine, "timeout", "PT0S")))
        .extracting(InputProblem::pointer)
        .containsExactly("/timeout");
  }

  @Test
  void gives_no_network_rather_than_more_than_was_asked_for() throws Exception {
    var thrown = error(bind("def handle(e): return 1", Map.of("network", "api.example.org")));
    assertThat(thrown.code()).isEqualTo("not_available");
  }
}
