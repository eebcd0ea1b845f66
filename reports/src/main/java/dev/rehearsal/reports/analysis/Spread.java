package dev.rehearsal.reports.analysis;

/** A figure measured several times: its median, lowest and highest value, and how often. */
public record Spread(long median, long low, long high, int n) {}
