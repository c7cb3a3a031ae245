package org.carelay.workers;

import java.time.Duration;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAccumulator;
import java.util.concurrent.atomic.LongAdder;
import org.carelay.workers.FunctionCall.Owner;
import org.carelay.workers.FunctionError.Kind;

/** Counts what functions use. */
final class UsageMeter {
  /** So many functions are told apart; what comes after is counted together per workspace. */
  private static final int MOST = 20_000;

  private static final String OTHERS = "others";

  private final Map<Key, Counters> counters = new ConcurrentHashMap<>();

  private record Key(Owner owner, Language language) {}

  private static final class Counters {
    final LongAdder invocations = new LongAdder();
    final LongAdder nanos = new LongAdder();
    final LongAdder cpuNanos = new LongAdder();
    final LongAdder byMillisecond = new LongAdder();
    final LongAdder atLeast100Milliseconds = new LongAdder();
    final LongAdder by100Milliseconds = new LongAdder();
    final LongAccumulator peak = new LongAccumulator(Math::max, 0);
    final LongAdder[] failures =
        Arrays.stream(Kind.values()).map(_ -> new LongAdder()).toArray(LongAdder[]::new);
  }

  /** A call is over. */
  void called(FunctionCall call, FunctionResult result) {
    var one = counters(call.owner(), call.source().language());
    one.invocations.increment();
    if (result instanceof FunctionResult.Failed failed) {
      one.failures[failed.error().kind().ordinal()].increment();
    }
    var nanos = result.duration().toNanos();
    one.nanos.add(nanos);
    var mebibytes = call.permissions().memory().mebibytes();
    var millis = Math.ceilDiv(nanos, 1_000_000);
    one.byMillisecond.add(mebibytes * millis);
    one.atLeast100Milliseconds.add(mebibytes * Math.max(100, millis));
    one.by100Milliseconds.add(mebibytes * 100L * Math.ceilDiv(millis, 100));
  }

  /** A process of this function has used more. */
  void used(Owner owner, Language language, Duration cpu, long peakMemoryBytes) {
    var one = counters(owner, language);
    one.cpuNanos.add(cpu.toNanos());
    one.peak.accumulate(peakMemoryBytes);
  }

  private Counters counters(Owner owner, Language language) {
    var key = new Key(owner, language);
    var known = counters.get(key);
    if (known != null) {
      return known;
    }
    if (counters.size() >= MOST) {
      key = new Key(new Owner(owner.workspace(), OTHERS, OTHERS), language);
    }
    return counters.computeIfAbsent(key, _ -> new Counters());
  }

  List<FunctionUsage> snapshot() {
    return counters.entrySet().stream()
        .map(entry -> usage(entry.getKey(), entry.getValue()))
        .toList();
  }

  private static FunctionUsage usage(Key key, Counters one) {
    var failures = new EnumMap<Kind, Long>(Kind.class);
    for (var kind : Kind.values()) {
      var count = one.failures[kind.ordinal()].sum();
      if (count > 0) {
        failures.put(kind, count);
      }
    }
    return new FunctionUsage(
        key.owner(),
        key.language(),
        one.invocations.sum(),
        Map.copyOf(failures),
        Duration.ofNanos(one.nanos.sum()),
        Duration.ofNanos(one.cpuNanos.sum()),
        one.peak.get(),
        new FunctionUsage.Billed(
            one.byMillisecond.sum(),
            one.atLeast100Milliseconds.sum(),
            one.by100Milliseconds.sum()));
  }
}
