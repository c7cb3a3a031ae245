package org.carelay.workers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.carelay.workers.FunctionError.Kind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FunctionUsageTest {
  @Test
  void counts_what_a_function_uses() throws Exception {
    var call =
        ACall.python(
            """
            def handle(event):
                if event: raise ValueError("no")
                return len(bytearray(40 << 20)) + sum(range(3_000_000))
            """);
    try (var functions = Functions.open(FunctionSettings.defaults())) {
      call.with(0).outputOn(functions);
      call.with(0).outputOn(functions);
      call.with(1).errorOn(functions);
      Poll.until(
          () -> functions.usage().getFirst().cpu().compareTo(Duration.ofMillis(20)) > 0 ? 1 : null);
      assertThat(functions.usage())
          .singleElement()
          .satisfies(
              usage -> {
                assertThat(usage.owner()).isEqualTo(call.owner());
                assertThat(usage.invocations()).isEqualTo(3);
                assertThat(usage.failures()).isEqualTo(Map.of(Kind.USER_ERROR, 1L));
                assertThat(usage.duration()).isGreaterThan(Duration.ofMillis(20));
                assertThat(usage.peakMemoryBytes()).isBetween(45L << 20, 128L << 20);
                assertThat(usage.billed().byMillisecond()).isGreaterThanOrEqualTo(128 * 3);
                assertThat(usage.billed().by100Milliseconds()).isGreaterThanOrEqualTo(128 * 300);
                assertThat(usage.gibibyteSeconds()).isPositive();
              });
    }
  }

  @Test
  void says_what_the_same_would_have_cost_in_a_cloud() {
    // A million calls of 30 ms with 128 MiB: 3,750 GiB-seconds, or 12,500 where 100 ms count.
    var billed = new FunctionUsage.Billed(3_840_000_000L, 12_800_000_000L, 12_800_000_000L);
    var usage =
        new FunctionUsage(
            new FunctionCall.Owner("clinic", "reminders", "clean"),
            Language.PYTHON,
            1_000_000,
            Map.of(),
            Duration.ofSeconds(30_000),
            Duration.ZERO,
            0,
            billed);
    assertThat(usage.gibibyteSeconds()).isEqualTo(3_750);
    assertThat(CloudPrices.bundled().costs(List.of(usage)))
        .extracting(CloudPrices.Cost::provider, cost -> cost.amount().toPlainString())
        .containsExactly(
            tuple("AWS Lambda", "0.2625"),
            tuple("Azure Functions", "0.4000"),
            tuple("Google Cloud Functions", "0.6313"));
    assertThat(CloudPrices.bundled().costs(List.of()))
        .extracting(CloudPrices.Cost::amount)
        .allMatch(amount -> amount.signum() == 0);
  }

  @Test
  void measures_a_trial() throws Exception {
    var call = ACall.python("def handle(event):\n  print('x')\n  return len(bytearray(40 << 20))");
    try (var functions = Functions.open(FunctionSettings.defaults())) {
      var trial = FunctionTrial.of(functions, call.fresh().build());
      assertThat(trial.ok()).isTrue();
      assertThat(trial.output()).isEqualTo(40 << 20);
      assertThat(trial.log()).containsExactly("x");
      assertThat(trial.peakMemoryBytes()).isBetween(45L << 20, 128L << 20);
      var failed = FunctionTrial.of(functions, ACall.python("def handle(e): x").fresh().build());
      assertThat(failed.ok()).isFalse();
      assertThat(failed.error())
          .isEqualTo(
              new FunctionTrial.Problem(
                  "user_error", "NameError: name 'x' is not defined", 1, null));
    }
  }

  @ParameterizedTest
  @CsvSource({"128 MiB,128", "128,128", "1 GiB,1024", "512mb,512", "2G,2048", "64 m,64"})
  void reads_memory_as_people_write_it(String text, int mebibytes) {
    assertThat(MemorySize.parse(text)).isEqualTo(new MemorySize(mebibytes));
  }

  @ParameterizedTest
  @ValueSource(strings = {"lots", "1 TB", "-5", "8 MiB", "17 GiB", "999999999"})
  void refuses_memory_that_makes_no_sense(String text) {
    assertThatThrownBy(() -> MemorySize.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("emory");
  }
}
