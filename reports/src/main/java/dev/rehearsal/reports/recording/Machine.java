package dev.rehearsal.reports.recording;

/**
 * The machine that the program ran on.
 *
 * @param os such as {@code Linux 6.1}
 * @param arch such as {@code amd64}
 * @param cpu the processor's model name, or null where it cannot be told
 * @param cores processors available to the program
 * @param memoryBytes physical memory, or null where it cannot be told
 * @param java version of the Java runtime
 */
public record Machine(
    String os, String arch, String cpu, int cores, Long memoryBytes, String java) {}
