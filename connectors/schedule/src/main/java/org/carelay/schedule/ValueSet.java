package org.carelay.schedule;

import java.util.BitSet;
import java.util.List;
import java.util.OptionalInt;
import java.util.function.IntPredicate;
import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;

/** The values that one field of a cron expression allows. Immutable. */
final class ValueSet {
  private final BitSet values;

  private ValueSet(BitSet values) {
    this.values = values;
  }

  static ValueSet of(int... allowed) {
    var values = new BitSet();
    IntStream.of(allowed).forEach(values::set);
    return new ValueSet(values);
  }

  static ValueSet range(int first, int last) {
    var values = new BitSet();
    values.set(first, last + 1);
    return new ValueSet(values);
  }

  ValueSet with(ValueSet other) {
    var values = (BitSet) this.values.clone();
    values.or(other.values);
    return new ValueSet(values);
  }

  /** The same values under other numbers. */
  ValueSet mapped(IntUnaryOperator number) {
    return of(values.stream().map(number).toArray());
  }

  boolean contains(int value) {
    return values.get(value);
  }

  /** The smallest value that is {@code value} or more. */
  OptionalInt from(int value) {
    var next = values.nextSetBit(value);
    return next < 0 ? OptionalInt.empty() : OptionalInt.of(next);
  }

  int first() {
    return values.nextSetBit(0);
  }

  int size() {
    return values.cardinality();
  }

  boolean allMatch(IntPredicate test) {
    return values.stream().allMatch(test);
  }

  List<Integer> toList() {
    return values.stream().boxed().toList();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof ValueSet set && set.values.equals(values);
  }

  @Override
  public int hashCode() {
    return values.hashCode();
  }

  @Override
  public String toString() {
    return values.toString();
  }
}
