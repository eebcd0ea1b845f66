package dev.rehearsal.reports.recording;

/** The program that made the recording. */
public record Tool(String name, String version) {}
