package org.carelay.workers.confine;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.ArrayList;
import java.util.List;

/**
 * A seccomp program: decides about each system call of the calling thread and its children by its
 * number and arguments. In the classic BPF of the kernel; see
 * Documentation/userspace-api/seccomp_filter.rst.
 */
final class CallFilter {
  private static final int LOAD = 0x20;
  private static final int AND = 0x54;
  private static final int IF_EQUAL = 0x15;
  private static final int IF_AT_LEAST = 0x35;
  private static final int RETURN = 0x06;

  private static final int ALLOW = 0x7fff0000;
  private static final int KILL_PROCESS = 0x80000000;
  private static final int ERROR = 0x00050000;

  /** Offsets in struct seccomp_data; the processors we know are little-endian. */
  private static final int NUMBER = 0;

  private static final int ARCHITECTURE = 4;
  private static final int POINTER_LOW = 8;
  private static final int POINTER_HIGH = 12;
  private static final int ARGUMENTS = 16;

  /** Set in the numbers of the x32 interface, a second door to the same calls. */
  private static final int X32 = 0x40000000;

  private final CallNumbers calls;
  private final List<Instruction> program = new ArrayList<>();

  private record Instruction(int code, int ifTrue, int ifFalse, int value) {}

  CallFilter(Kernel.Processor processor, CallNumbers calls) {
    this.calls = calls;
    add(LOAD, 0, 0, ARCHITECTURE);
    add(IF_EQUAL, 1, 0, processor.auditArch);
    add(RETURN, 0, 0, KILL_PROCESS);
    add(LOAD, 0, 0, NUMBER);
    add(IF_AT_LEAST, 0, 1, X32);
    add(RETURN, 0, 0, KILL_PROCESS);
  }

  private void add(int code, int ifTrue, int ifFalse, int value) {
    program.add(new Instruction(code, ifTrue, ifFalse, value));
  }

  /** Lets these calls fail with an error number; 0 lets them do nothing and succeed. */
  void refuse(int errno, List<String> names) {
    for (var name : names) {
      if (calls.has(name)) {
        add(IF_EQUAL, 0, 1, calls.number(name));
        add(RETURN, 0, 0, ERROR | errno);
      }
    }
  }

  /** Lets a call fail unless an argument has this value. */
  void refuseUnless(int errno, String name, int argument, int value) {
    add(IF_EQUAL, 0, 4, calls.number(name));
    add(LOAD, 0, 0, ARGUMENTS + 8 * argument);
    add(IF_EQUAL, 1, 0, value);
    add(RETURN, 0, 0, ERROR | errno);
    add(LOAD, 0, 0, NUMBER);
  }

  /** Lets a call fail if an argument has this value. */
  void refuseIf(int errno, String name, int argument, int value) {
    add(IF_EQUAL, 0, 4, calls.number(name));
    add(LOAD, 0, 0, ARGUMENTS + 8 * argument);
    add(IF_EQUAL, 0, 1, value);
    add(RETURN, 0, 0, ERROR | errno);
    add(LOAD, 0, 0, NUMBER);
  }

  /** Lets a call fail if an argument, read as an int, is negative. */
  void refuseIfNegative(int errno, String name, int argument) {
    refuseIfAll(errno, name, argument, 0x80000000);
  }

  /** Lets a call fail if an argument has all of these bits. */
  void refuseIfAll(int errno, String name, int argument, int bits) {
    add(IF_EQUAL, 0, 5, calls.number(name));
    add(LOAD, 0, 0, ARGUMENTS + 8 * argument);
    add(AND, 0, 0, bits);
    add(IF_EQUAL, 0, 1, bits);
    add(RETURN, 0, 0, ERROR | errno);
    add(LOAD, 0, 0, NUMBER);
  }

  /**
   * Lets a call fail unless an argument has all of these bits, or the call comes from code between
   * two addresses that have the same upper half.
   */
  void refuseUnlessAllOrFrom(int errno, String name, int argument, int bits, AddressRange exempt) {
    add(IF_EQUAL, 0, 10, calls.number(name));
    add(LOAD, 0, 0, ARGUMENTS + 8 * argument);
    add(AND, 0, 0, bits);
    add(IF_EQUAL, 6, 0, bits);
    add(LOAD, 0, 0, POINTER_HIGH);
    add(IF_EQUAL, 0, 3, exempt.high());
    add(LOAD, 0, 0, POINTER_LOW);
    add(IF_AT_LEAST, 0, 1, exempt.low());
    add(IF_AT_LEAST, 0, 1, exempt.lowEnd());
    add(RETURN, 0, 0, ERROR | errno);
    add(LOAD, 0, 0, NUMBER);
  }

  /** Part of the address space within one 4 GiB block; the end is not part of it. */
  record AddressRange(int high, int low, int lowEnd) {
    static AddressRange of(long start, long end) {
      if (start >>> 32 != (end - 1) >>> 32) {
        throw new IllegalArgumentException("crosses a 4 GiB boundary");
      }
      return new AddressRange((int) (start >>> 32), (int) start, (int) end);
    }
  }

  /** The program for {@code SECCOMP_SET_MODE_FILTER}, as the kernel takes it. */
  MemorySegment assemble(Arena arena) {
    add(RETURN, 0, 0, ALLOW);
    var code = Kernel.block(arena, 8L * program.size());
    for (var i = 0; i < program.size(); i++) {
      write(code.asSlice(8L * i, 8), program.get(i));
    }
    var header = Kernel.block(arena, 16);
    header.set(ValueLayout.JAVA_SHORT, 0, (short) program.size());
    header.set(ValueLayout.ADDRESS, 8, code);
    return header;
  }

  private static void write(MemorySegment place, Instruction instruction) {
    place.set(ValueLayout.JAVA_SHORT, 0, (short) instruction.code());
    place.set(ValueLayout.JAVA_BYTE, 2, (byte) instruction.ifTrue());
    place.set(ValueLayout.JAVA_BYTE, 3, (byte) instruction.ifFalse());
    place.set(ValueLayout.JAVA_INT, 4, instruction.value());
  }
}
